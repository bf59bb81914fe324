/**
 * What a hostile page puts into `detail` of a `mozTelemetry` event, as JavaScript for the page: none of them is a call that
 * may be carried out, and none may do harm.
 */
export const HOSTILE_DETAILS: Readonly<Record<string, string>> = {
  "no detail": "undefined",
  null: "null",
  "a number": "42",
  "a text": "'recordEvent'",
  "a list": "['recordEvent', {}]",
  "a function": "() => {}",
  "an empty object": "{}",
  "a page's own DOM node": "document.body",
  "the window": "window",
  "a name without data": "{ name: 'recordEvent' }",
  "a name that is no text": "{ name: 1, data: {} }",
  "a name that is an object with toString": "{ name: { toString() { return 'recordEvent'; } }, data: {} }",
  "data that is a text": "{ name: 'recordEvent', data: 'hostile' }",
  "data that is null": "{ name: 'recordEvent', data: null }",
  "data that is a list": "{ name: 'recordEvent', data: ['hostile.page', 'do', 'thing'] }",
  "a name nobody knows": "{ name: 'clearEvents', data: {} }",
  "a name of an object's own": "{ name: 'constructor', data: {} }",
  "a name that sets a prototype": "{ name: '__proto__', data: {} }",
  "a message of the content script's own": "{ name: 'policy', data: {} }",
  "a refusal it invents": "{ name: 'refused', data: { code: 'malformed', reason: 'hostile', count: 1e9 } }",
  "an envelope of the background's": "{ eventTelemetry: 'hybrid', call: 'recordEvent', data: {} }",
  "an envelope of the clients'":
    "{ eventTelemetry: 1, call: 'recordEvent', args: ['hostile.page', 'do', 'thing', null, null] }",
  "a name and an envelope":
    "{ name: 'recordEvent', eventTelemetry: 1, call: 'submitPing', args: ['hostile', {}, {}], data: {} }",
  "a getter for the name": "{ get name() { window.wasRun = true; return 'recordEvent'; }, data: {} }",
  "a getter in the data":
    "{ name: 'recordEvent', data: { get category() { window.wasRun = true; return 'hostile.page'; }, method: 'do', object: 'thing' } }",
  "a proxy":
    "new Proxy({}, { get() { window.wasRun = true; }, getOwnPropertyDescriptor() { window.wasRun = true; }, ownKeys() { window.wasRun = true; return []; } })",
  "a proxy as data":
    "{ name: 'recordEvent', data: new Proxy({}, { get() { window.wasRun = true; }, ownKeys() { window.wasRun = true; return []; } }) }",
  "a revoked proxy":
    "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
  "data that refers to itself":
    "(() => { const data = { category: 'hostile.page' }; data.extra = data; return { name: 'recordEvent', data }; })()",
  "data 10,000 levels deep":
    "(() => { let data = {}; for (let i = 0; i < 10000; i++) data = { data }; return { name: 'recordEvent', data }; })()",
  "a category that is a number":
    "{ name: 'recordEvent', data: { category: 1, method: 'do', object: 'thing' } }",
  "a method that is a list":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: ['do'], object: 'thing' } }",
  "a value that is an object":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'do', object: 'thing', value: {} } }",
  "an extra that is a list":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'do', object: 'thing', extra: ['a'] } }",
  "an extra with a number":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'do', object: 'thing', extra: { key: 1 } } }",
  "an extra with a key nobody registered":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'do', object: 'thing', extra: { hostile: 'x' } } }",
  "an extra with 10,000 keys":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'do', object: 'thing', extra: Object.fromEntries(Array.from({ length: 10000 }, (_, n) => ['k' + n, 'v'])) } }",
  "a big integer": "{ name: 'recordEvent', data: { category: 1n, method: 'do', object: 'thing' } }",
  "a symbol":
    "{ name: 'recordEvent', data: { category: Symbol('hostile.page'), method: 'do', object: 'thing' } }",
  "a function as data": "{ name: 'recordEvent', data: () => {} }",
  "a map, a date and bytes":
    "{ name: 'recordEvent', data: { category: new Map(), method: new Date(), object: new Uint8Array(1000000) } }",
  "1 MB as name": "{ name: 'x'.repeat(1000000), data: {} }",
  "1 MB as category":
    "{ name: 'recordEvent', data: { category: 'x'.repeat(1000000), method: 'do', object: 'thing' } }",
  "1 MB as method":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'x'.repeat(1000000), object: 'thing' } }",
  "1 MB as an extra key":
    "{ name: 'recordEvent', data: { category: 'hostile.page', method: 'do', object: 'thing', extra: { ['x'.repeat(1000000)]: 'v' } } }",
  "a registration with no lists":
    "{ name: 'registerEvents', data: { category: 'hostile.other', eventData: { thing: {} } } }",
  "a registration that is a text":
    "{ name: 'registerEvents', data: { category: 'hostile.other', eventData: 'thing' } }",
  "a registration of 5,000 events":
    "{ name: 'registerEvents', data: { category: 'hostile.other', eventData: Object.fromEntries(Array.from({ length: 5000 }, (_, n) => ['e' + n, { methods: ['m'], objects: ['o'] }])) } }",
  "a registration with a method of 1 MB":
    "{ name: 'registerEvents', data: { category: 'hostile.other', eventData: { thing: { methods: ['x'.repeat(1000000)], objects: ['o'] } } } }",
  "a list whose length lies":
    "{ name: 'registerEvents', data: { category: 'hostile.other', eventData: { thing: { methods: Object.assign([], { length: 4294967295 }), objects: ['o'] } } } }",
  "a registration under a bad name":
    "{ name: 'registerEvents', data: { category: '<img src=x onerror=alert(1)>', eventData: { thing: { methods: ['m'], objects: ['o'] } } } }",
};

import type { Random, Weighted } from "./random.ts";
import type { Upload } from "./upload.ts";

type Sent = Pick<Upload, "uri" | "text" | "packing">;
type Spoiler = (sent: Sent, random: Random) => Sent;

/** Rewrites the first event of the text; a ping without one is cut short instead. */
function spoilEvent(spoil: (tuple: string) => string): Spoiler {
  return (sent) => {
    const text = sent.text.replace(/\[-?\d+,"[^\]]*?\]/, spoil);
    return text === sent.text ? { ...sent, text: text.slice(0, -1) } : { ...sent, text };
  };
}

function replacePart(index: number, value: string): Spoiler {
  return (sent) => {
    const parts = sent.uri.split("/");
    parts[index] = value;
    return { ...sent, uri: parts.join("/") };
  };
}

const ID = 3;
const TYPE = 4;
const APP = 5;

/** The ways in which real uploads are wrong, from spec §1.9, §2.1 and §6.2. */
const SPOILERS: Weighted<Spoiler> = [
  // A body that ends early.
  [(sent) => ({ ...sent, packing: "cut-gzip" }), 3],
  [(sent, random) => ({ ...sent, text: sent.text.slice(0, random.int(0, sent.text.length - 1)) }), 3],
  // JSON that is no object, and text that is no JSON.
  [(sent) => ({ ...sent, text: '["no","object"]' }), 1],
  [(sent) => ({ ...sent, text: "<html>captive portal</html>", packing: "plain" }), 1],
  // Paths that tell no document.
  [replacePart(ID, "not-a-uuid"), 2],
  [(sent) => ({ ...sent, uri: `${sent.uri}/one/more` }), 2],
  [replacePart(TYPE, ""), 1],
  // Other people's builds, and types that nobody wants.
  [replacePart(APP, "Ordissimo"), 2],
  [replacePart(TYPE, "saved-session"), 2],
  // Fields and events that break their schema.
  [(sent) => ({ ...sent, text: sent.text.replace(/"clientId":"[^"]*"/, '"clientId":"unknown"') }), 2],
  [(sent) => ({ ...sent, text: sent.text.replace(/"(?:creationDate|locale)":"[^"]*"/, '"x":0') }), 2],
  [spoilEvent(() => '["malformed"]'), 3],
  [spoilEvent((tuple) => tuple.replace(/^\[-?\d+/, "[1.5")), 2],
  [spoilEvent((tuple) => `${tuple.slice(0, -1)},1,2,3]`), 2],
];

/** The same upload, wrong in one way or another. */
export function spoilUpload(random: Random, upload: Upload): Upload {
  const { uri, text, packing } = random.weighted(SPOILERS)(upload, random);
  return { ...upload, uri, text, packing, oddities: [...upload.oddities, "malformed"] };
}

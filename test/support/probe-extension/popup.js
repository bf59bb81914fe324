// @ts-nocheck: an add-on as a user would write it, outside every tsconfig's globals
const count = document.getElementById("count");

browser.runtime.sendMessage("popup opened").then((opened) => {
  count.textContent = `opened ${opened}`;
});
document.getElementById("greet").addEventListener("click", () => {
  count.textContent = "hello";
});

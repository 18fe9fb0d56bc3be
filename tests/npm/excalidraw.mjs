// Restores a scene from standard input with Excalidraw's own code; says what it kept of it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { JSDOM } from "jsdom";
import { build } from "esbuild";

const { window } = new JSDOM("", { url: "https://localhost/", pretendToBeVisual: true });
for (const name of ["window", "document", "navigator", "location", "HTMLElement", "Element", "Node", "devicePixelRatio"]) {
  Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name] ?? 1, configurable: true });
}
globalThis.FontFace = class {};
window.matchMedia = () => ({ matches: false, addEventListener() {}, addListener() {} });
window.HTMLCanvasElement.prototype.getContext = () => ({ measureText: () => ({ width: 0 }) });
const outfile = fileURLToPath(new URL("node_modules/.excalidraw.mjs", import.meta.url));
await build({
  stdin: { contents: 'export { restore } from "@excalidraw/excalidraw";', resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
  outfile, bundle: true, format: "esm", platform: "browser", logLevel: "silent",
  loader: { ".woff2": "dataurl", ".css": "empty" },
  define: { "process.env.IS_PREACT": '"false"', "import.meta.env": "{}" },
});
const { restore } = await import(outfile);
const scene = JSON.parse(readFileSync(0, "utf8"));
const { elements, files } = restore(scene, null, null, { repairBindings: true });
const kept = elements.filter((one) => !one.isDeleted);
console.log(JSON.stringify({
  ids: kept.map((one) => one.id),
  bound: kept.filter((one) => one.type === "arrow" && one.startBinding && one.endBinding).length,
  labels: kept.filter((one) => one.type === "text" && one.containerId).length,
  files: Object.keys(files).length,
}));
process.exit(0);

// Opens a scene in Excalidraw's own editor in Chromium, and moves a card with the pointer.
//
// Standard input: {scene, move: ID, by: [X, Y], shots?: FOLDER and start of the files' names}.
// Standard output: {before, after}: the elements as the editor has them, with `drawn`, how wide
// the editor draws the widest line of a text.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { input, withBrowser } from "./browser.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bundle = here("node_modules/.excalidraw.js");
const editor = `
  import { createElement } from "react";
  import { createRoot } from "react-dom/client";
  import { Excalidraw } from "@excalidraw/excalidraw";
  window.open_ = (scene) => new Promise((ready) => {
    createRoot(document.getElementById("root")).render(createElement(Excalidraw, {
      initialData: { ...scene, scrollToContent: false }, excalidrawAPI: (api) => { window.api = api; setTimeout(ready, 1500); },
    }));
  });`;

if (!existsSync(bundle)) {
  await build({
    stdin: { contents: editor, resolveDir: here(".") },
    outfile: bundle, bundle: true, format: "iife", platform: "browser", logLevel: "silent", minify: true,
    loader: { ".woff2": "empty", ".css": "empty" }, define: { "process.env.IS_PREACT": '"false"', "process.env.NODE_ENV": '"production"', "import.meta.env": "{}" },
  });
}
const { scene, move, by, shots } = await input();
const dist = here("node_modules/@excalidraw/excalidraw/dist/prod/");

await withBrowser(async (browser) => {
  const page = await browser.newPage();
  page.on("pageerror", (error) => process.stderr.write(`${error}\n`));
  await page.setViewport({ width: 1800, height: 1000 });
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const path = decodeURIComponent(new URL(request.url()).pathname);
    if (path === "/") return request.respond({ contentType: "text/html", body: '<!doctype html><meta charset=utf-8><link rel=stylesheet href=/index.css><style>html,body,#root{margin:0;height:100%}</style><div id=root></div>' });
    if (existsSync(dist + path) && path !== "/") return request.respond({ contentType: path.endsWith(".css") ? "text/css" : "font/woff2", body: readFileSync(dist + path) });
    return request.respond({ status: 404, body: "" });
  });
  await page.goto("http://localhost/");
  await page.evaluate(() => { window.EXCALIDRAW_ASSET_PATH = "/"; });
  await page.addScriptTag({ content: readFileSync(bundle, "utf8") });
  await page.evaluate((scene) => window.open_(scene), scene);
  const frame = move && scene.elements.find((one) => one.id === move).frameId;
  await page.evaluate((frame) => {
    const all = api.getSceneElements();
    api.scrollToContent(frame ? all.filter((one) => one.id === frame || one.frameId === frame) : all, { fitToViewport: true, viewportZoomFactor: 0.9, animate: false });
  }, frame);
  await new Promise((ready) => setTimeout(ready, 700));
  const elements = () => page.evaluate(async () => {
    await document.fonts.ready;
    const pen = document.createElement("canvas").getContext("2d");
    return api.getSceneElements().map((one) => {
      if (one.type !== "text") return { ...one };
      pen.font = `${one.fontSize}px ${one.fontFamily === 5 ? "Excalifont" : "Helvetica"}`;
      return { ...one, drawn: Math.max(...one.text.split("\n").map((line) => pen.measureText(line).width)) };
    });
  });
  const found = { before: await elements() };
  if (shots) await page.screenshot({ path: `${shots}-before.png` });
  if (move) {
    const [x, y, zoom] = await page.evaluate((id) => {
      const { scrollX, scrollY, zoom, offsetLeft, offsetTop } = api.getAppState();
      const card = api.getSceneElements().find((one) => one.id === id);
      return [(card.x + 6 + scrollX) * zoom.value + offsetLeft, (card.y + 6 + scrollY) * zoom.value + offsetTop, zoom.value];
    }, move);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 10; step++) await page.mouse.move(x + (by[0] * zoom * step) / 10, y + (by[1] * zoom * step) / 10);
    await page.mouse.up();
    await page.keyboard.press("Escape");
    await new Promise((ready) => setTimeout(ready, 400));
    found.after = await elements();
    if (shots) await page.screenshot({ path: `${shots}-after.png` });
  }
  console.log(JSON.stringify(found));
});
process.exit(0);

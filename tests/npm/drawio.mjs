// What mxGraph, the library under draw.io, makes of a page: what is bound, and what follows a card.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { input, withBrowser } from "./browser.mjs";

const script = createRequire(import.meta.url).resolve("mxgraph/javascript/mxClient.js");
const { page, move, by } = await input();
const seen = await withBrowser(async (browser) => {
  const tab = await browser.newPage();
  await tab.setContent("<div id='board'></div>");
  await tab.evaluate(() => Object.assign(window, { mxBasePath: "", mxLoadResources: false, mxLoadStylesheets: false }));
  await tab.addScriptTag({ content: readFileSync(script, "utf8") });
  return tab.evaluate((page, move, by) => {
    const read = mxUtils.parseXml(page);
    const graph = new mxGraph(document.getElementById("board"));
    graph.setHtmlLabels(true);
    new mxCodec(read).decode(read.documentElement, graph.getModel());
    graph.refresh();
    const model = graph.getModel();
    const all = () => Object.fromEntries(Object.values(model.cells).filter((cell) => graph.view.getState(cell)).map((cell) => {
      const state = graph.view.getState(cell);
      const points = cell.edge ? state.absolutePoints.map((point) => [point.x, point.y]) : [];
      return [cell.id, { x: state.x, y: state.y, width: state.width, height: state.height, points, source: cell.source?.id, target: cell.target?.id }];
    }));
    const before = all();
    graph.moveCells([model.cells[move]], ...by);
    graph.refresh();
    return { before, after: all() };
  }, page, move, by);
});
console.log(JSON.stringify(seen));

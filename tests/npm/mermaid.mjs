// Draws Mermaid diagrams in Chromium with each version that others run; says what a reader sees.
//
// Standard input: {pages: {"dark html": {NAME: TEXT}}, versions?, shots?}.
// Standard output: {VERSION: {PAGE: {NAME: what `draw` returns}}}.
import { readFileSync } from "node:fs";
import { input, withBrowser } from "./browser.mjs";

const VERSIONS = ["mermaid-10.9", "mermaid-11.4", "mermaid-11.12", "mermaid"];
const GROUND = { default: "#ffffff", dark: "#0d1117" };

// In the page: draws one chart, and reads what is there.
async function draw(name, text) {
  const words = (element) => element?.innerText ?? element?.textContent ?? "";
  const shown = (element) => [...element.querySelectorAll("tspan.row, tspan.text-outer-tspan")].map(words).join("\n");
  const read = (element) => (element.querySelector("foreignObject") ? words(element.querySelector("foreignObject div")) : shown(element)).trim();
  const root = document.getElementById("root");
  try {
    const { svg } = await mermaid.render("chart", text);
    root.innerHTML = svg;
    const drawn = root.querySelector("svg");
    const [, , width, height] = drawn.getAttribute("viewBox").split(" ").map(Number);
    return {
      width, height,
      font: parseFloat(getComputedStyle(drawn.querySelector('g.node foreignObject span, g.node text') ?? drawn).fontSize),
      title: words(drawn.querySelector(".flowchartTitleText")),
      nodes: Object.fromEntries([...drawn.querySelectorAll("g.node")].map((one) => [one.id.match(/(n\d+)-\d+$/)[1], read(one)])),
      arrows: [...drawn.querySelectorAll("g.edgeLabel")].map(read),
      groups: [...drawn.querySelectorAll("g.cluster-label")].map(read),
      // The panel behind a group's words and arrows, and the colours of these.
      colours: [...drawn.querySelectorAll("g.cluster")].map((one) => [
        getComputedStyle(one.querySelector("rect, path")).fill,
        getComputedStyle(one.querySelector(".cluster-label span, .cluster-label text")).color,
        getComputedStyle(drawn.querySelector("path.flowchart-link")).stroke,
      ]),
      asked: [...drawn.querySelectorAll("a, img, script, math, i")].map((one) => one.outerHTML),
    };
  } catch (error) {
    document.querySelectorAll("body > [id^=d]").forEach((one) => one.remove());
    return { error: String(error.message ?? error) };
  }
}

const { pages, shots, versions = VERSIONS } = await input();
const found = await withBrowser(async (browser) => {
  const all = {};
  for (const version of versions) {
    const script = readFileSync(new URL(`node_modules/${version}/dist/mermaid.min.js`, import.meta.url), "utf8");
    for (const [page, charts] of Object.entries(pages)) {
      const [theme, labels] = page.split(" ");
      const tab = await browser.newPage();
      await tab.setViewport({ width: 830, height: 600 });
      await tab.setContent(`<!doctype html><meta charset=utf-8><body style="margin:0;background:${GROUND[theme]}"><div id=root></div>`);
      await tab.addScriptTag({ content: script });
      const htmlLabels = labels === "html";
      await tab.evaluate((told) => mermaid.initialize(told), { startOnLoad: false, theme, htmlLabels, flowchart: { htmlLabels } });
      const drawn = {};
      for (const [name, text] of Object.entries(charts)) {
        drawn[name] = await tab.evaluate(draw, name, text);
        if (drawn[name].error) throw new Error(`${version}, ${page}, ${name}: ${drawn[name].error}`);
        if (shots) await tab.screenshot({ path: `${shots}/${name}-${version}-${theme}-${labels}.png`, fullPage: true });
      }
      (all[version] ??= {})[page] = drawn;
      await tab.close();
    }
  }
  return all;
});
console.log(JSON.stringify(found));

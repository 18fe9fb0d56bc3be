// Reads a Mermaid diagram from standard input with Mermaid's own parser; says its type.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import("mermaid");
const { diagramType } = await mermaid.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ diagramType }));

// Lays out the ELK graphs that come in as a JSON list, and gives them back with their times in ms.
import { readFileSync } from "node:fs";
import ELK from "elkjs/lib/elk.bundled.js";

const elk = new ELK();
const graphs = JSON.parse(readFileSync(0, "utf8"));
const warm = { id: "warm", children: [{ id: "a" }, { id: "b" }], edges: [{ id: "e", sources: ["a"], targets: ["b"] }] };
await elk.layout(warm);
const done = [];
for (const graph of graphs) {
  const start = performance.now();
  try {
    const laidOut = await elk.layout(graph);
    done.push({ ms: performance.now() - start, graph: laidOut });
  } catch (error) {
    done.push({ failed: String(error) });
  }
}
process.stdout.write(JSON.stringify(done));

// Chromium, wherever it is; one process for all pages of a run.

import { text } from "node:stream/consumers";
import { launch } from "puppeteer-core";


export const input = async () => JSON.parse(await text(process.stdin));

export async function withBrowser(work) {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"], protocolTimeout: 300_000 });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

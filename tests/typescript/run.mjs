// node run.mjs MODULE FUNCTION: calls it with the JSON on standard input, and prints what it returns as JSON.
import { readFileSync } from "node:fs";

const [module, name] = process.argv.slice(2);
const exported = await import(module);
console.log(JSON.stringify(exported[name](JSON.parse(readFileSync(0, "utf8")))));

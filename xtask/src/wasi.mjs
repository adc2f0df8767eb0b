// Runs a test program that was compiled for wasm32-wasip1: `node wasi.mjs PROGRAM.wasm ARGUMENTS...`.
// Cargo calls it as that target's runner. The program gets its arguments and the terminal, and no files.

import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const args = process.argv.slice(2);
const wasi = new WASI({ version: "preview1", args, env: { RUST_BACKTRACE: "0" }, returnOnExit: true });
const program = await WebAssembly.compile(await readFile(args[0]));
const instance = await WebAssembly.instantiate(program, { wasi_snapshot_preview1: wasi.wasiImport });

// A panic aborts, which is a trap: Node reports it and ends with a code other than 0.
process.exitCode = wasi.start(instance);

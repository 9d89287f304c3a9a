// Reads {"schema": …, "documents": […]} from standard input; writes Ajv's verdict on each document.
// A schema that is not valid against its own meta-schema ends the program.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const validate = ajv.compile(schema);
console.log(JSON.stringify(documents.map((document) => validate(document))));

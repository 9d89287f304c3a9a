// Writes the rows of the Parquet file named by the first argument, as hyparquet reads them.
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const file = await asyncBufferFromFile(process.argv[2]);
const rows = await parquetReadObjects({ file, compressors });
const plain = (key, value) => (typeof value === "bigint" ? Number(value) : (value ?? null));
console.log(JSON.stringify(rows, plain));

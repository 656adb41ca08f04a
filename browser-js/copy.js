// Puts beside the generated types what is not generated: the module, byte for byte as the server gives it to browsers.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, 'dist');
const module = join(here, '../http/src/main/resources/META-INF/resources/symbolon/symbolon.js');

mkdirSync(target, { recursive: true });
copyFileSync(module, join(target, 'symbolon.js'));
copyFileSync(join(here, 'index.d.ts'), join(target, 'index.d.ts'));

// Puts beside the generated types what is not generated: the modules, byte for byte as the server gives them to browsers.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, 'dist');
const modules = join(here, '../http/src/main/resources/META-INF/resources/symbolon');

mkdirSync(target, { recursive: true });
for (const module of ['symbolon.js', 'session-key.js']) {
  copyFileSync(join(modules, module), join(target, module));
}
copyFileSync(join(here, 'index.d.ts'), join(target, 'index.d.ts'));

import { cpSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { defineConfig } from 'vitepress'

// The pages are those of the repository, as they are. What they link to beside pages, such as source code, is read where the
// repository is: SYMBOLON_HOME, an https address.
const root = resolve(import.meta.dirname, '../..')
const home = process.env.SYMBOLON_HOME

const here = module => join(import.meta.dirname, '../node_modules', module)

// As the pom and the change log have them: this page's version, and each release with its pages in the repository.
const read = name => readFileSync(join(root, name), 'utf8')
const version = read('pom.xml').match(/<version>([^<]+)<\/version>/)[1]
const releases = [...read('CHANGELOG.md').matchAll(/^## \[?(\d+\.\d+\.\d+[^\]\s]*)/gm)].map(found => found[1])

const versions = {
  text: version,
  items: [
    { text: 'Changes', link: '/CHANGELOG' },
    ...releases.filter(released => released !== version && home).map(released =>
      ({ text: released, link: `${home}/blob/v${released}/README.md` })),
  ],
}

const groups = {
  Start: ['README', 'docs/getting-started', 'docs/tour', 'examples/README', 'docs/comparison', 'docs/migration'],
  'On the web': ['docs/spring-boot', 'docs/web', 'browser-js/README', 'docs/spa', 'docs/webflux', 'docs/jaxrs', 'docs/clients', 'docs/testing'],
  Sessions: ['docs/sessions', 'docs/keys', 'docs/bound-sessions'],
  'Storages and nodes': ['docs/storages', 'docs/change-storage', 'docs/redis', 'docs/sql', 'docs/clusters', 'docs/feed',
    'docs/verifier-js', 'docs/gateways'],
  'In production': ['docs/operations', 'docs/runbooks', 'docs/capacity', 'benchmarks/RESULTS', 'benchmarks/GROWTH'],
  'How it works': ['docs/design', 'docs/security-model', 'docs/asvs', 'docs/simulation', 'docs/last-results', 'docs/compatibility'],
  Project: ['CONTRIBUTING', 'docs/releasing', 'SECURITY', 'CHANGELOG'],
}

const isPage = name => existsSync(join(root, name + '.md'))

const link = name => '/' + name.replace('README', 'index')

/** A page that no group names would not be found. */
function everyPageHasAGroup() {
  const named = Object.values(groups).flat()
  const missing = readdirSync(join(root, 'docs'))
    .filter(file => file.endsWith('.md'))
    .map(file => 'docs/' + file.slice(0, -3))
    .filter(name => !named.includes(name))
  if (missing.length > 0) throw new Error('site/.vitepress/config.js has no group for ' + missing.join(', '))
}
everyPageHasAGroup()

/** Links to code lead into the repository. One that leads nowhere stops the build. */
function linksIntoTheRepository(markdown) {
  const before = markdown.renderer.rules.link_open
  markdown.renderer.rules.link_open = (tokens, at, options, env, self) => {
    const address = tokens[at].attrGet('href')
    if (!/^([a-z]+:|#|\/)/.test(address) && !/\.md(#|$)/.test(address)) {
      const file = resolve(dirname(join(root, env.realPath ? relative(root, env.realPath) : env.relativePath)), address)
      if (!existsSync(file)) throw new Error(`${env.relativePath} links to ${address}, which is not there`)
      const kind = statSync(file).isDirectory() ? 'tree' : 'blob'
      tokens[at].attrSet('href', `${home ?? 'https://repository.invalid'}/${kind}/main/${relative(root, file)}`)
    }
    return before ? before(tokens, at, options, env, self) : self.renderToken(tokens, at, options)
  }
}

export default defineConfig({
  title: 'Symbolon',
  description: 'User sessions for Java services, on JSON Web Tokens.',
  srcDir: root,
  srcExclude: ['**/target/**', '**/node_modules/**', '**/src/**', 'demo/**', 'verifier-js/**', 'site/**'],
  rewrites: { 'README.md': 'index.md', 'examples/README.md': 'examples/index.md' },
  outDir: resolve(root, 'site/target/site'),
  cacheDir: resolve(root, 'site/target/cache'),
  cleanUrls: true,
  ignoreDeadLinks: 'localhostLinks',
  // Pages are above this folder, where they would not find the library that they become.
  vite: {
    resolve: {
      alias: [
        { find: /^vue\/server-renderer$/, replacement: here('vue/server-renderer/index.mjs') },
        { find: /^vue$/, replacement: here('vue/dist/vue.runtime.esm-bundler.js') },
      ],
    },
  },
  // Pictures stay where pages name them, also those in HTML.
  vue: { template: { transformAssetUrls: false } },
  buildEnd: site => {
    cpSync(join(root, 'docs/images'), join(site.outDir, 'docs/images'), { recursive: true })
    cpSync(join(root, 'benchmarks/results.svg'), join(site.outDir, 'benchmarks/results.svg'))
  },
  markdown: { html: true, config: linksIntoTheRepository },
  themeConfig: {
    nav: [versions],
    outline: [2, 3],
    search: { provider: 'local' },
    sidebar: Object.entries(groups).map(([text, names]) => ({
      text,
      items: names.filter(isPage).map(name => ({ text: title(name), link: link(name) })),
    })),
  },
})

function title(name) {
  if (name === 'README') return 'What it is'
  if (name === 'examples/README') return 'Examples'
  if (name === 'browser-js/README') return 'Browser module'
  const last = name.slice(name.lastIndexOf('/') + 1)
  const given = { sql: 'SQL', jaxrs: 'Jakarta REST', webflux: 'WebFlux', asvs: 'OWASP ASVS', 'spring-boot': 'Spring Boot', spa: 'Single-page applications',
    'verifier-js': 'Verifier in TypeScript' }[last]
  if (given) return given
  const words = last.toLowerCase().replaceAll('-', ' ')
  return words[0].toUpperCase() + words.slice(1)
}

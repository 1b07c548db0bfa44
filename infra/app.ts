import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { createHilftApp } from './hilft-app.ts'

const bundles = await freshBundles(join(import.meta.dirname, '..'))
const { app } = createHilftApp({ bundles })
app.synth()
// Whoever has this assembly need not make another one when nothing but code has changed.
const code = Object.fromEntries([...bundles].map(([name, { hash }]) => [name, hash]))
writeFileSync(join(app.outdir, 'code.json'), JSON.stringify(code))

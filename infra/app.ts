import { join } from 'node:path'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { createHilftApp } from './hilft-app.ts'

// The local system bundles the code in parallel and inserts it afterwards; what is deployed is synthesised with it.
const isWithoutCode = process.env.HILFT_WITHOUT_CODE === 'true'
const bundles = isWithoutCode ? undefined : await freshBundles(join(import.meta.dirname, '..'))
createHilftApp(bundles === undefined ? {} : { bundles }).app.synth()

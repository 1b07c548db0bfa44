import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { sourceOfFrame } from '#infra/bundles/source-of-frame.ts'

const root = mkdtempSync(join(tmpdir(), 'hilft-frame-'))
beforeAll(() => {
	mkdirSync(join(root, 'functions/api'), { recursive: true })
	writeFileSync(join(root, 'package.json'), '{"type":"module"}')
	writeFileSync(
		join(root, 'functions/api/words.ts'),
		"\n\nexport const fail = (): never => {\n\tthrow new Error('no')\n}\n",
	)
	writeFileSync(
		join(root, 'functions/api/handler.ts'),
		"import { fail } from './words.ts'\nexport const handler = () => fail()\n",
	)
})
afterAll(() => rmSync(root, { recursive: true }))

it('a frame in the code that is deployed leads to the line of its source', async () => {
	const directory = (await freshBundles(root)).get('api')?.directory ?? ''
	const lines = readFileSync(join(directory, 'index.mjs'), 'utf8').split('\n')
	const line = lines.findIndex((text) => text.includes('new Error'))
	const column = lines[line]?.indexOf('new Error') ?? -1
	expect(await sourceOfFrame(root, 'api', line + 1, column + 1)).toBe('functions/api/words.ts:4:8')
})

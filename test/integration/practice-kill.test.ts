import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openPlace } from '#test/fixtures/practice-place.ts'

const program = `
	import { openPlace } from '#test/fixtures/practice-place.ts'
	const place = await openPlace({}, process.argv[1])
	for (let count = 0; ; count += 1) {
		const { body } = await place.send('POST', '/practice/posts', { network: 'x', visibility: 'public', author: 'Mia', text: 'Nr. ' + count })
		console.log(body.id)
	}
`

test('a SIGKILL in the middle of writing loses no post that was acknowledged', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-practice-'))
	const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program, directory], {
		cwd: new URL('../..', import.meta.url),
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	const acknowledged: string[] = []
	const lines = createInterface({ input: child.stdout })
	for await (const id of lines) {
		acknowledged.push(id)
		if (acknowledged.length === 50) child.kill('SIGKILL')
	}
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
	expect(child.signalCode).toBe('SIGKILL')
	const place = await openPlace({}, directory)
	const { items } = (await place.get('/practice/posts')).body as { items: { id: string }[] }
	const kept = new Set(items.map(({ id }) => id))
	expect(acknowledged.length).toBeGreaterThanOrEqual(50)
	expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
	await place.stop()
})

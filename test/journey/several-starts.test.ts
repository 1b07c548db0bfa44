import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { openRunner, type Runner } from '#test/fixtures/runner-process.ts'
import { readAllCases } from '#test/support/read-all-cases.ts'
import { sendSigned } from '#test/support/send-as-network.ts'
import { ROOT } from '#test/support/source-files.ts'

const SOURCES = ['infra', 'functions', 'shared', 'package.json', 'package-lock.json', 'cdk.json', 'tsconfig.json']
const PATIENCE_MILLISECONDS = 400_000

const place = mkdtempSync(join(tmpdir(), 'hilft-several-'))
const runners: Runner[] = []
afterAll(async () => {
	await Promise.all(runners.map((runner) => runner.stop()))
	rmSync(place, { recursive: true, force: true })
})

/** What somebody has who has just cloned this repository and run `npm ci`: no stacks yet. */
const freshClone = (): string => {
	const clone = join(place, 'clone')
	for (const source of SOURCES) cpSync(join(ROOT, source), join(clone, source), { recursive: true })
	symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'))
	return clone
}

it(
	'three starts at once from a fresh clone all come up, and a signed post becomes a case in each',
	async () => {
		const root = freshClone()
		for (const data of ['one', 'two', 'three'])
			runners.push(await openRunner({ root, dataDirectory: join(place, data) }))
		await Promise.all(runners.map((runner) => runner.start()))

		const body = JSON.stringify(postDelivery(post()))
		const answers = await Promise.all(runners.map(({ origin }) => sendSigned(origin, 'x', body)))
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
		const casesOf = async () =>
			(await Promise.all(runners.map(({ origin }) => readAllCases(origin)))).map((c) => c.length)
		await expect.poll(casesOf, { timeout: 120_000, interval: 500 }).toEqual([1, 1, 1])
	},
	PATIENCE_MILLISECONDS,
)

import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BrowserContext, chromium } from 'playwright-core'
import * as z from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { bootSystem } from '#test/fixtures/running-system.ts'
import { chromiumPath } from '#test/support/chromium.ts'
import { ROOT } from '#test/support/source-files.ts'

const execute = promisify(execFile)

const SOURCE = new URL('./lighthouse/', import.meta.url).pathname
/** Where it is installed: beside no source of ours, which tests and checks read. */
const HERE = join(ROOT, '.test-output', 'lighthouse')
/** So often each page is measured; the median counts. */
const ROUNDS = 5
/** What a page must reach, of 100. */
const BARS = { performance: 95, accessibility: 100, 'best-practices': 100 } as const
type Category = keyof typeof BARS
const CATEGORIES = Object.keys(BARS) as Category[]

const measuredSchema = z.object({
	scores: z.array(z.tuple([z.string(), z.number()])),
	lost: z.array(z.string()),
	at: z.string(),
})
type Measured = z.output<typeof measuredSchema>

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Installs what measures, once, from its own lock file: it is larger than all else together. */
const install = async (): Promise<void> => {
	cpSync(SOURCE, HERE, { recursive: true })
	if (existsSync(join(HERE, 'node_modules', 'lighthouse'))) return
	await execute('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HERE })
}

const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer().listen(0, () => {
			const address = server.address()
			server.close(() =>
				typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port')),
			)
		})
	})

/** Measures a page once. Throws where another one was shown, as to who is not signed in. */
const measure = async (port: number, address: string): Promise<Measured> => {
	const { stdout } = await execute(process.execPath, ['measure.mjs', String(port), address], { cwd: HERE })
	const measured = measuredSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
	if (measured.at !== address) throw new Error(`${measured.at} was shown instead of ${address}`)
	return measured
}

/** Signs anna in, in the browser itself, whose cookies all its tabs share. */
const signIn = async (context: BrowserContext, origin: string): Promise<void> => {
	const page = await context.newPage()
	await page.goto(`${origin}/desk/sign-in?hint=anna&back=${encodeURIComponent('/desk/queue?view=all')}`)
	await page.waitForURL(`${origin}/desk/queue?view=all`)
	await page.close()
}

/** Plays the fixed hour to its end; the address of a case of it. */
const playHour = async (origin: string, context: BrowserContext): Promise<string> => {
	await fetch(`${origin}/practice/hour`, { method: 'POST', headers: { accept: 'application/json' } })
	const page = await context.newPage()
	const path = await waitUntil(
		'forty cases',
		async () => {
			await page.goto(`${origin}/desk/queue?view=all`)
			const links = page.locator('#rows th a')
			return (await links.count()) < 30 ? undefined : ((await links.first().getAttribute('href')) ?? undefined)
		},
		180_000,
	)
	await page.close()
	return path
}

/**
 * What a browser makes of the pages of the desk, with the desktop preset of Lighthouse: the medians of performance, accessibility and best
 * practices. Prints a table, and what took something away; throws where a page is below its bar. Skipped aloud where no Chromium is installed.
 */
export const run = async (): Promise<void> => {
	if (chromiumPath === undefined) {
		process.stdout.write('lighthouse: skipped, no Chromium is installed here\n')
		return
	}
	await install()
	const profile = mkdtempSync(join(tmpdir(), 'hilft-lighthouse-'))
	const [system, port] = await Promise.all([bootSystem(), freePort()])
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: chromiumPath,
		args: ['--no-sandbox', `--remote-debugging-port=${port}`],
	})
	try {
		const { origin } = system
		await signIn(context, origin)
		const casePath = await playHour(origin, context)
		const number = casePath.split('?')[0]?.split('/').at(-1) ?? ''
		const pages = {
			queue: '/desk/queue?view=all',
			case: casePath,
			data: `/desk/cases/${number}/data`,
			search: '/desk/search?q=netz',
			settings: '/desk/me',
		}
		process.stdout.write(`${['page', ...CATEGORIES].map((head) => head.padStart(16)).join('')}\n`)
		const below: string[] = []
		for (const [name, path] of Object.entries(pages)) {
			const rounds: Measured[] = []
			for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(port, `${origin}${path}`))
			const scores = CATEGORIES.map((category) =>
				median(rounds.map((one) => one.scores.find(([known]) => known === category)?.[1] ?? 0)),
			)
			process.stdout.write(`${[name, ...scores].map((cell) => String(cell).padStart(16)).join('')}\n`)
			const lost = [...new Set(rounds.flatMap((one) => one.lost))].filter((one) => !one.startsWith('performance'))
			if (lost.length > 0) process.stdout.write(`  ${lost.join(', ')}\n`)
			below.push(
				...CATEGORIES.filter((category, index) => (scores[index] ?? 0) < BARS[category]).map(
					(one) => `${name}: ${one}`,
				),
			)
		}
		if (below.length > 0) throw new Error(`Below the bar: ${below.join(', ')}`)
	} finally {
		await context.close()
		await system.stop()
		rmSync(profile, { recursive: true, force: true })
	}
}

if (import.meta.main) await run()

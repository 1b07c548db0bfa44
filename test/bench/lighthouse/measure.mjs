import lighthouse, { desktopConfig } from 'lighthouse'

/**
 * Measures one page in a Chromium that runs already: `node measure.mjs <debugging port> <address>`. Prints the scores, 0 to 100, and the audits that
 * took something away, as one line of JSON. The browser's cookies stay: who is signed in there is signed in here.
 */
const [port, address] = process.argv.slice(2)
const result = await lighthouse(
	address,
	{ port: Number(port), logLevel: 'error', output: 'json', disableStorageReset: true },
	{
		...desktopConfig,
		settings: { ...desktopConfig.settings, onlyCategories: ['performance', 'accessibility', 'best-practices'] },
	},
)
const { categories, audits, finalDisplayedUrl } = result.lhr
const scores = Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)])
const lost = Object.values(categories).flatMap(({ id, auditRefs }) =>
	auditRefs.filter((ref) => ref.weight > 0 && (audits[ref.id]?.score ?? 1) < 1).map((ref) => `${id}: ${ref.id}`),
)
process.stdout.write(`${JSON.stringify({ scores, lost, at: finalDisplayedUrl })}\n`)
process.exit(0)

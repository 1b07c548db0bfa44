import module from 'node:module'
import { fileURLToPath } from 'node:url'

// Plain JavaScript, because it must run on the very Nodes it turns away: only 24 and later read TypeScript as we write it.
const NEEDED = 24
const found = Number(process.versions.node.split('.')[0])
if (found < NEEDED) {
	process.stderr.write(
		`hilft needs Node ${NEEDED}; this is Node ${process.versions.node}. On Linux and Windows (x64) and Linux (arm64) npm brings it ` +
			`along: run "npm ci" without --omit=optional. Elsewhere install Node ${NEEDED} and try again.\n`,
	)
	process.exit(1)
}
// What is compiled once is kept for the next start, here and in the emulators: it loads in about half the time.
module.enableCompileCache?.(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)))
await import('./start.ts')

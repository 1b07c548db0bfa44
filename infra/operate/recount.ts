import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createDynamoRecountSource } from '#shared/aws/recount-source.ts'
import { addMilliseconds, DAY } from '#shared/kernel/clock.ts'
import { type Recount, recount } from '#shared/ledger/recount.ts'
import { operatorsPlace } from './operators-place.ts'

const HELP = `npm run recount -- [--from 2026-11-01] [--to 2026-11-22T12:00:00Z] [--sent file] [--json]

Counts anew from facts and content what the ledger says, and names every disagreement. Of the running local system, or of a
stage by FACTS_TABLE, CONTENT_TABLE, LEDGER_TABLE and the caller's credentials. Ends with 0 where both are equal, 1 where they
are not, 2 where it could not count, and 3 where nothing was received in that time, which says nothing of the books.

  --from   the first moment that counts; without it 92 days before the end
  --to     the first moment that counts no more; without it now: of the local system by its practice clock
  --sent   a file with lines of the webhooks' logs, whose deliveries must all have come
  --json   the findings as JSON`

const root = join(import.meta.dirname, '..', '..')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const queuedSchema = z.object({ code: z.literal('DELIVERY_QUEUED'), envelope: z.string() })

/** Returns the envelopes in lines of the webhooks' logs; skips other lines. */
const envelopesIn = (lines: string): readonly string[] =>
	lines.split('\n').flatMap((line) => {
		const json = line.slice(Math.max(0, line.indexOf('{')))
		if (!json.includes('DELIVERY_QUEUED')) return []
		const queued = queuedSchema.safeParse(JSON.parse(json))
		return queued.success ? [queued.data.envelope] : []
	})

/** Tests whether neither side has anything in the range, so that a comparison says nothing. */
const isEmpty = ({ columns, isEqual, envelopes }: Recount): boolean =>
	isEqual &&
	envelopes.noted === 0 &&
	(envelopes.sent ?? 0) === 0 &&
	Object.values(columns).every(({ ledger, recounted }) => ledger === 0 && recounted === 0)

const report = (found: Recount): readonly string[] => {
	const { columns, disagreements, envelopes } = found
	const row = (name: string, one: string | number, other: string | number) =>
		`${name.padEnd(12)}${String(one).padStart(10)}${String(other).padStart(10)}`
	return [
		row('', 'ledger', 'recount'),
		...Object.entries(columns).map(([name, { ledger, recounted }]) => row(name, ledger, recounted)),
		row('difference', found.difference, ''),
		row('deliveries', envelopes.noted, envelopes.sent ?? ''),
		...envelopes.missing.map((envelope) => `${envelope} was sent and never came`),
		...disagreements.map(
			({ event, ledger, recounted }) => `${event}: the ledger says ${ledger}, stored is ${recounted}`,
		),
		found.isEqual ? 'They are equal.' : 'They are NOT equal.',
	]
}

const main = async (): Promise<void> => {
	const { values } = parseArgs({
		options: {
			from: { type: 'string' },
			to: { type: 'string' },
			sent: { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	})
	if (values.help) return say(HELP)
	const instant = (typed: string): string => new Date(typed).toISOString()
	const { tables, now } = operatorsPlace(root, {
		facts: 'FACTS_TABLE',
		content: 'CONTENT_TABLE',
		ledger: 'LEDGER_TABLE',
	})
	const logs = (process.env.DELIVERY_LOGS ?? '').split(delimiter).filter((file) => existsSync(file))
	const client = createDocumentClient()
	const to = values.to === undefined ? addMilliseconds(await now(), 1) : instant(values.to)
	const from = values.from === undefined ? addMilliseconds(to, -92 * DAY) : instant(values.from)
	const files = values.sent === undefined ? logs : [values.sent]
	const sent = files.length === 0 ? undefined : files.flatMap((file) => envelopesIn(readFileSync(file, 'utf8')))
	const stores = {
		source: createDynamoRecountSource(client, tables),
		ledger: createDynamoLedgerStore(client, tables.ledger),
		parked: createDynamoParkedStore(client, tables.ledger),
	}
	const found = await recount(stores, { from, to }, sent)
	client.destroy()
	const isNothing = isEmpty(found)
	if (values.json) say(JSON.stringify({ ...found, isEqual: found.isEqual && !isNothing, isEmpty: isNothing }))
	else if (isNothing) say(`Nothing was received from ${from} to ${to}, so there is nothing to compare.`)
	else for (const line of report(found)) say(line)
	process.exitCode = isNothing ? 3 : found.isEqual ? 0 : 1
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
	process.exitCode = 2
})

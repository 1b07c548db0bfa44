import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { operatorTables } from '#infra/local/cloud/operator-tables.ts'
import { findRunning } from '#infra/local/cloud/running-file.ts'
import { createDocumentClient, type DocumentClient } from '#shared/aws/clients.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createDynamoRecountSource } from '#shared/aws/recount-source.ts'
import { DAY, plus, systemClock } from '#shared/kernel/clock.ts'
import { type Recount, recount } from '#shared/ledger/recount.ts'

/**
 * `npm run recount -- [--from 2026-11-01] [--to 2026-11-22T12:00:00Z] [--sent file] [--json]`: counts anew from facts and
 * words what the ledger says. Of the running local system, or of a stage by FACTS_TABLE, WORDS_TABLE, LEDGER_TABLE and the
 * caller's credentials. Ends with 1 where they disagree.
 */

const root = join(import.meta.dirname, '..', '..')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const queuedSchema = z.object({ code: z.literal('DELIVERY_QUEUED'), envelope: z.string() })

/** The envelopes in lines of the doors' logs; other lines are passed over. */
const envelopesIn = (lines: string): readonly string[] =>
	lines.split('\n').flatMap((line) => {
		const json = line.slice(Math.max(0, line.indexOf('{')))
		if (!json.includes('DELIVERY_QUEUED')) return []
		const queued = queuedSchema.safeParse(JSON.parse(json))
		return queued.success ? [queued.data.envelope] : []
	})

type Place = {
	readonly client: DocumentClient
	readonly tables: { readonly facts: string; readonly words: string; readonly ledger: string }
	readonly logs: readonly string[]
}

const running = (dataDirectory: string) => {
	try {
		return findRunning(dataDirectory)
	} catch (cause) {
		throw new Error('No system runs on these data: npm start first, or set FACTS_TABLE, WORDS_TABLE and LEDGER_TABLE', {
			cause,
		})
	}
}

const placeOf = (dataDirectory: string): Place => {
	const { FACTS_TABLE: facts, WORDS_TABLE: words, LEDGER_TABLE: ledger } = process.env
	if (facts !== undefined && words !== undefined && ledger !== undefined)
		return { client: createDocumentClient(), tables: { facts, words, ledger }, logs: [] }
	const { proxyPort, tables } = running(dataDirectory)
	// CloudFormation's logical ids end in eight characters of a hash.
	const named = (part: string): string => tables.find((name) => new RegExp(`${part}[0-9a-f]{8}$`, 'i').test(name)) ?? ''
	const logs = ['intake-x', 'intake-meta'].map((name) => join(dataDirectory, 'logs', `${name}.log`))
	return {
		client: operatorTables(proxyPort),
		tables: { facts: named('Facts'), words: named('Words'), ledger: named('Ledger') },
		logs: logs.filter((file) => existsSync(file)),
	}
}

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
		},
	})
	const instant = (typed: string): string => new Date(typed).toISOString()
	const to = values.to === undefined ? plus(systemClock.now(), 1) : instant(values.to)
	const from = values.from === undefined ? plus(to, -92 * DAY) : instant(values.from)
	const { client, tables, logs } = placeOf(process.env.HILFT_DATA ?? join(root, '.local'))
	const files = values.sent === undefined ? logs : [values.sent]
	const sent = files.length === 0 ? undefined : files.flatMap((file) => envelopesIn(readFileSync(file, 'utf8')))
	const stores = {
		source: createDynamoRecountSource(client, tables),
		ledger: createDynamoLedgerStore(client, tables.ledger),
		parked: createDynamoParkedStore(client, tables.ledger),
	}
	const found = await recount(stores, { from, to }, sent)
	client.destroy()
	if (values.json) say(JSON.stringify(found))
	else for (const line of report(found)) say(line)
	process.exitCode = found.isEqual ? 0 : 1
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
	process.exitCode = 2
})

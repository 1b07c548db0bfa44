import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { rebuildRows } from '#shared/aws/rebuild-rows.ts'
import { operatorsPlace } from './operators-place.ts'

const HELP = `npm run rebuild-queue

Writes the rows of the queue anew from the cases, and takes away those that no case has: after a restore of Cases or Queue, or when
a release writes rows in a new form. Of the running local system, or of a stage by FACTS_TABLE, CASES_TABLE, CONTENT_TABLE,
QUEUE_TABLE and the caller's credentials: dynamodb:Scan on Cases and Queue, GetItem and ConditionCheckItem on Cases, Query on
Facts, BatchGetItem on Content, UpdateItem and DeleteItem on Queue. The system may run meanwhile, and it may be repeated. Ends
with 0 when all is written, 1 where cases cannot be read, 2 when it could not.`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const main = async (): Promise<void> => {
	const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } })
	if (values.help) return say(HELP)
	const { tables, now } = operatorsPlace(join(import.meta.dirname, '..', '..'), {
		facts: 'FACTS_TABLE',
		cases: 'CASES_TABLE',
		content: 'CONTENT_TABLE',
		queue: 'QUEUE_TABLE',
	})
	const client = createDocumentClient()
	const { rows, removed, unreadable } = await rebuildRows(client, tables, await now())
	client.destroy()
	say(`${rows} rows written, ${removed} taken away.`)
	for (const id of unreadable) say(`${id} cannot be read by this release; its row stays as it is.`)
	process.exitCode = unreadable.length === 0 ? 0 : 1
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
	process.exitCode = 2
})

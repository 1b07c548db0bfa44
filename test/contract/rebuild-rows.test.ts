import { DeleteCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { expect } from 'vitest'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { rebuildRows } from '#shared/aws/rebuild-rows.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { afterFacts, factAt, keyOf, message, minute, opened, stateOf } from '#test/support/case-factories.ts'
import { aMessage } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const TABLES = { facts: 'Facts', cases: 'Cases', content: 'Content', queue: 'Queue' }
const LEA = keyOf('agent', 9)

const it = onTemplateTables('Facts', 'Cases', 'Content', 'Queue')

/** Writes a case whose first message says its own number. */
const add = async ({ client }: LocalTables, ...later: readonly Fact[]): Promise<CaseState> => {
	const store = createDynamoCaseStore(client, { ...TABLES, readsContent: true })
	const [id, said] = [anId('case'), anId('msg')]
	const number = id.slice(-7).toUpperCase()
	const first = [{ ...opened(), number }, message(1, 0, { message: said })]
	const content = aMessage({ id: said, caseId: id, text: `Fall ${number}`, at: minute(0), authorName: 'Erika M' })
	const commit = async (before: CaseState | undefined, facts: readonly Fact[], along: object): Promise<CaseState> => {
		const after = before === undefined ? { ...stateOf(...first), id, number } : afterFacts(before, ...facts)
		const recorded = facts.map((one, n) => ({ version: (before?.version ?? 0) + n + 1, fact: one }))
		expect(await store.commit({ before, facts: recorded, after, ...along })).toEqual({ result: 'committed' })
		return after
	}
	const state = await commit(undefined, first, { content })
	return later.length === 0 ? state : commit(state, later, {})
}
const closed = (at: number): Fact =>
	fact('CaseClosed', minute(at), { by: LEA, outcome: 'helped', eraseAt: minute(at + 60) })

const rowsIn = async ({ client }: LocalTables): Promise<ReadonlyMap<unknown, Record<string, unknown>>> => {
	const { Items = [] } = await client.send(new ScanCommand({ TableName: 'Queue', ConsistentRead: true }))
	return new Map(Items.map((item) => [item.id, item]))
}

it('writes every row as its case has it, byte for byte, and takes away what no case has', async ({ tables }) => {
	const { client } = tables
	const open = await Promise.all(Array.from({ length: 40 }, () => add(tables)))
	const answered = await add(tables, factAt('AnsweredByHand', 3, { by: LEA }))
	const ended = await add(tables, factAt('AnsweredByHand', 3, { by: LEA }), closed(30))
	const longAgo = await add(tables, factAt('AnsweredByHand', 3, { by: LEA }), closed(-3 * 24 * 60))
	const erasing = await add(tables, fact('PersonErasureBegun', minute(26)))
	const before = await rowsIn(tables)
	expect(before.get(longAgo.id)).toBeDefined()

	const [lost, stale, otherForm] = open
	await client.send(new DeleteCommand({ TableName: 'Queue', Key: { id: lost?.id } }))
	await client.send(
		new PutCommand({
			TableName: 'Queue',
			Item: { ...before.get(answered.id), id: stale?.id, due: 'due', dueKey: '2026' },
		}),
	)
	await client.send(new PutCommand({ TableName: 'Queue', Item: { ...before.get(otherForm?.id), row: '[0]' } }))
	await client.send(new PutCommand({ TableName: 'Queue', Item: { ...before.get(answered.id), id: anId('case') } }))
	// A word that should have gone.
	await client.send(new PutCommand({ TableName: 'Queue', Item: { ...before.get(erasing.id), text: 'Geheimwort' } }))
	// A head that this release folds anew.
	await client.send(
		new UpdateCommand({
			TableName: 'Cases',
			Key: { id: ended.id },
			UpdateExpression: 'SET #schema = :old',
			ExpressionAttributeNames: { '#schema': 'schema' },
			ExpressionAttributeValues: { ':old': 0 },
		}),
	)

	const rebuilt = await rebuildRows(client, TABLES, minute(60))
	expect(rebuilt).toEqual({ rows: open.length + 3, removed: 2, unreadable: [] })
	const expected = new Map(before)
	expected.delete(longAgo.id)
	expect(await rowsIn(tables)).toEqual(expected)
	expect(await rebuildRows(client, TABLES, minute(60))).toEqual({ ...rebuilt, removed: 0 })
	expect(await rowsIn(tables)).toEqual(expected)
})

it('leaves the row of a case that it cannot read', async ({ tables }) => {
	const { client } = tables
	const state = await add(tables)
	const fact = { kind: 'OfANewerRelease', v: 1, at: minute(1) }
	await client.send(
		new PutCommand({ TableName: 'Facts', Item: { caseId: state.id, version: state.version + 1, fact } }),
	)
	await client.send(
		new UpdateCommand({
			TableName: 'Cases',
			Key: { id: state.id },
			UpdateExpression: 'SET unreadable = :yes',
			ExpressionAttributeValues: { ':yes': true },
		}),
	)
	const before = (await rowsIn(tables)).get(state.id)
	expect((await rebuildRows(client, TABLES, minute(60))).unreadable).toEqual([state.id])
	expect((await rowsIn(tables)).get(state.id)).toEqual(before)
})

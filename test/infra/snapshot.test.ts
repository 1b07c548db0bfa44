import { describe, expect, it } from 'vitest'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'
import { LONGEST_LINE, type PrintedResource, resourceLines } from './resource-lines.ts'

/** Code and what else is uploaded goes by its hash, which says nothing to a review. */
const withoutHashes = (line: string): string => line.replace(/[0-9a-f]{64}/g, '<asset>')

/**
 * The whole of prod, so that a review sees what a change does to the cloud. A logical id that changes in the stateful half
 * is a table, queue or key that is replaced: data are left behind.
 */
it('prod is deployed as reviewed', async () => {
	const lines = resourceLines(synthesisedStage('prod').resources).map(withoutHashes)
	await expect(lines.join('\n')).toMatchFileSnapshot('__snapshots__/prod.txt')
})

describe('what is reviewed', () => {
	const role = (...actions: readonly string[]): PrintedResource => ({
		logicalId: 'Role',
		type: 'AWS::IAM::Policy',
		properties: {
			PolicyDocument: {
				Statement: ['Content', 'Facts', 'Cases', 'Ledger'].map((table) => ({
					Action: table === 'Cases' ? actions : ['dynamodb:GetItem', 'dynamodb:Query'],
					Effect: 'Allow',
					Resource: { 'Fn::GetAtt': [`StatefulTable${table}`, 'Arn'] },
				})),
			},
		},
	})

	it('differs in one line where one right of one statement is added', () => {
		const before = resourceLines([role('dynamodb:GetItem', 'dynamodb:Query')])
		const after = resourceLines([role('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query')])
		expect(after).toHaveLength(before.length + 1)
		expect(after.filter((line) => !before.includes(line))).toEqual([expect.stringContaining('dynamodb:PutItem')])
	})

	it('does not differ where only the order of resources or of keys does', () => {
		const [a, b] = [
			{ One: 1, Two: 'x'.repeat(90) },
			{ Two: 'x'.repeat(90), One: 1 },
		]
		const resource = (logicalId: string, properties: object): PrintedResource => ({ logicalId, type: 'T', properties })
		const there = resourceLines([resource('A', { P: a, Q: [a, a] }), resource('B', a)])
		const back = resourceLines([resource('B', b), resource('A', { Q: [b, b], P: b })])
		expect(back).toEqual(there)
	})

	it('has no line too long to read, and leaves nothing of a long text out', () => {
		const text = `${'ein Wort '.repeat(60)}${'x'.repeat(300)}`
		const lines = resourceLines([{ logicalId: 'A', type: 'T', properties: { Deep: { Deeper: [{ text }] } } }])
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(LONGEST_LINE)
		const told = lines.flatMap((line) => /\| (.*)/.exec(line)?.[1] ?? []).join('')
		expect(told.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
	})
})

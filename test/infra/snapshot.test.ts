import { expect, it } from 'vitest'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

/**
 * The whole of prod, a line per resource, so that a review sees what a change does to the cloud. A logical id that changes
 * in the stateful half is a table, queue or key that is replaced: data are left behind.
 */
it('prod is deployed as reviewed', async () => {
	const { resources } = synthesisedStage('prod')
	const lines = resources.map(({ logicalId, type, properties, deletionPolicy }) =>
		[logicalId, type, deletionPolicy ?? '-', JSON.stringify(properties).replace(/[0-9a-f]{64}/g, '<asset>')].join(' '),
	)
	await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__snapshots__/prod.txt')
})

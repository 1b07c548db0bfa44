import { z } from 'zod'
import type { AwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { bootSystem } from '#test/fixtures/running-system.ts'
import { bootPlain } from './boot-plain.ts'

/** A booted system that makes cases of signed posts: ours, or the plain handlers. */
export type Side = {
	readonly name: string
	readonly origin: string
	/** Whether the case of this author can be read from the table of cases, by its key. */
	readonly hasCase: (userId: string) => Promise<boolean>
	/** Resolves when all that was begun is done. */
	readonly idle: () => Promise<void>
	readonly stop: () => Promise<void>
}

const answerSchema = z.object({ Item: z.record(z.string(), z.unknown()).optional() })

const getItem = async (caller: AwsCaller, TableName: string, id: string) => {
	const input = { TableName, Key: { id: { S: id } }, ConsistentRead: true }
	return answerSchema.parse(await caller.call({ service: 'dynamodb', action: 'GetItem', input })).Item
}

const bootOurs = async (): Promise<Side> => {
	const { origin, aws, runtime, stop } = await bootSystem()
	const { name } = aws.table('Cases')
	return {
		name: 'ours',
		origin,
		// A contact names its open case, and both are of one transaction: one reading for each side.
		hasCase: async (userId) => (await getItem(aws.caller, name, `user#x#1001#${userId}`))?.openCase !== undefined,
		idle: () => runtime.idle({ timeoutSeconds: 60 }),
		stop,
	}
}

const bootTheirs = async (): Promise<Side> => {
	const { origin, system, caller, runtime, stop } = await bootPlain()
	const cases = system.tables.find(({ name }) => name.endsWith('Cases'))?.name ?? ''
	return {
		name: 'SDK + Powertools',
		origin,
		hasCase: async (userId) => (await getItem(caller, cases, `x#${userId}`)) !== undefined,
		idle: () => runtime.idle({ timeoutSeconds: 60 }),
		stop,
	}
}

/** Boots both, ours first. */
export const bootSides = async (): Promise<readonly [ours: Side, theirs: Side]> => {
	const ours = await bootOurs()
	try {
		return [ours, await bootTheirs()]
	} catch (error) {
		await ours.stop()
		throw error
	}
}

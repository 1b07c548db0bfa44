import { z } from 'zod'
import type { Operation } from './services/access.ts'

/** A call that a function made, with the units of each table that it took, indexes included. */
export type MeteredCall = Operation & {
	/** Label or logical id of the calling function. */
	readonly functionNames: readonly string[]
	readonly isRead: boolean
	readonly units: readonly { readonly table: string; readonly units: number }[]
}

type Listener = (call: MeteredCall) => void

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems'])
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'])

const requestSchema = z.record(z.string(), z.unknown())
const consumedSchema = z.object({ TableName: z.string(), CapacityUnits: z.number() })
const answerSchema = z.object({ ConsumedCapacity: z.union([consumedSchema, z.array(consumedSchema)]).optional() })

/** Creates the meter of calls. While somebody listens, it has DynamoDB tell the units of each call on items. */
export const createCallMeter = () => {
	const listeners = new Set<Listener>()
	return {
		/** Calls the listener after each call from now on, until the function that it returns is called. */
		listen: (listener: Listener): (() => void) => {
			listeners.add(listener)
			return () => void listeners.delete(listener)
		},
		counts: ({ service, name }: Operation): boolean =>
			listeners.size > 0 && service === 'dynamodb' && (READS.has(name) || WRITES.has(name)),
		/** Returns the body of a call with the wish to be told its units. */
		asking: (body: Buffer): Buffer =>
			Buffer.from(
				JSON.stringify({
					...requestSchema.parse(JSON.parse(body.toString('utf8'))),
					ReturnConsumedCapacity: 'INDEXES',
				}),
			),
		/** Tells the listeners of a call, with the units that the text of its answer names. */
		note: (operation: Operation, functionNames: readonly string[], answer?: string): void => {
			const { ConsumedCapacity: consumed = [] } = answer === undefined ? {} : answerSchema.parse(JSON.parse(answer))
			const units = [consumed].flat().map(({ TableName: table, CapacityUnits }) => ({ table, units: CapacityUnits }))
			const call = { ...operation, functionNames, isRead: READS.has(operation.name), units }
			for (const listener of listeners) listener(call)
		},
	}
}

export type CallMeter = ReturnType<typeof createCallMeter>

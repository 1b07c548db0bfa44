import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Operation, ServiceName } from './services/access.ts'
import { AwsRefusal } from './services/aws-refusal.ts'

type AwsFaultKind = 'throttle' | '500' | 'reset' | 'lost-acknowledgement' | 'delay' | 'transaction-conflict'

/** A fault to make on demand. What is left out matches everything. */
export type AwsFault = {
	readonly kind: AwsFaultKind
	readonly service?: ServiceName | undefined
	/** AWS's name of the operation, e.g. `PutItem`. */
	readonly action?: string | undefined
	/** Logical id or label of the calling function. */
	readonly function?: string | undefined
	/** How often; without it until removed. */
	readonly times?: number | undefined
	/** From 0 to 1; default 1. */
	readonly probability?: number | undefined
	/** For `delay`, in milliseconds; default 100. */
	readonly ms?: number | undefined
}

type FaultedCall = {
	readonly service: ServiceName
	readonly action: string
	readonly functionNames: readonly string[]
}

/** A fault that was added. */
type AddedFault = {
	/** How many calls met it so far. */
	readonly met: () => number
	/** Removes the fault. */
	readonly remove: () => void
}

export type AwsFaults = {
	readonly add: (fault: AwsFault) => AddedFault
	readonly clear: () => void
	/** Returns the fault that applies to this call and counts it as used. */
	readonly take: (call: FaultedCall) => AwsFault | undefined
}

const CAN_CONFLICT = new Set(['TransactWriteItems', 'TransactGetItems', 'PutItem', 'UpdateItem', 'DeleteItem'])

const fits = (fault: AwsFault, call: FaultedCall): boolean =>
	(fault.service === undefined || fault.service === call.service) &&
	(fault.action === undefined || fault.action === call.action) &&
	(fault.function === undefined || call.functionNames.includes(fault.function)) &&
	(fault.kind !== 'transaction-conflict' || CAN_CONFLICT.has(call.action))

/** Creates a plan of faults; `random`, from 0 to 1, decides on those with a probability. */
export const createAwsFaults = (random: () => number): AwsFaults => {
	const planned = new Map<AwsFault, { met: number }>()
	return {
		add: (fault) => {
			const own = { ...fault }
			const count = { met: 0 }
			planned.set(own, count)
			return { met: () => count.met, remove: () => void planned.delete(own) }
		},
		clear: () => planned.clear(),
		take: (call) => {
			for (const [fault, count] of planned) {
				if (!fits(fault, call) || random() >= (fault.probability ?? 1)) continue
				count.met += 1
				if (count.met >= (fault.times ?? Number.POSITIVE_INFINITY)) planned.delete(fault)
				return fault
			}
			return undefined
		},
	}
}

const THROTTLES: Readonly<Record<ServiceName, readonly [code: string, status: number]>> = {
	dynamodb: ['ProvisionedThroughputExceededException', 400],
	streams: ['ProvisionedThroughputExceededException', 400],
	sqs: ['RequestThrottled', 403],
	s3: ['SlowDown', 503],
	kms: ['ThrottlingException', 400],
	secretsmanager: ['ThrottlingException', 400],
	ssm: ['ThrottlingException', 400],
	ses: ['Throttling', 400],
	sns: ['Throttled', 429],
}

/** Returns the answer of a service that is called too often. */
const throttled = (service: ServiceName): AwsRefusal => {
	const [code, status] = THROTTLES[service]
	return new AwsRefusal(code, status, 'Rate exceeded')
}

const internalError = (service: ServiceName): AwsRefusal =>
	new AwsRefusal(
		service === 'dynamodb' || service === 'streams' ? 'InternalServerError' : 'InternalError',
		500,
		'Internal error',
	)

const itemsSchema = z.object({ TransactItems: z.array(z.unknown()) })

/**
 * Returns the answer when another transaction holds the first item: a cancelled transaction, or a conflict for a single
 * write.
 */
const transactionConflict = ({ input }: Operation): AwsRefusal => {
	const items = itemsSchema.safeParse(input)
	const text = 'Transaction is ongoing for the item'
	if (!items.success) return new AwsRefusal('TransactionConflictException', 400, text)
	const reasons = items.data.TransactItems.map((_, index) =>
		index === 0 ? { Code: 'TransactionConflict', Message: text } : { Code: 'None' },
	)
	const codes = reasons.map(({ Code }) => Code).join(', ')
	const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
	return new AwsRefusal('TransactionCanceledException', 400, message, { CancellationReasons: reasons })
}

/**
 * Applies a fault before the request is forwarded. Throws what the service would answer; returns false when the connection
 * was broken.
 */
export const meetFault = async (fault: AwsFault, operation: Operation, response: ServerResponse): Promise<boolean> => {
	const { service } = operation
	if (fault.kind === 'throttle') throw throttled(service)
	if (fault.kind === '500') throw internalError(service)
	if (fault.kind === 'transaction-conflict') throw transactionConflict(operation)
	if (fault.kind === 'delay') await sleep(fault.ms ?? 100)
	if (fault.kind === 'reset') response.destroy()
	return fault.kind !== 'reset'
}

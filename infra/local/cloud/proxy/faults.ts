import type { ServiceName } from './services/access.ts'

export type AwsFaultKind = 'throttle' | '500' | 'reset' | 'lost-acknowledgement' | 'delay' | 'transaction-conflict'

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

export type FaultedCall = {
	readonly service: ServiceName
	readonly action: string
	readonly functionNames: readonly string[]
}

/** A fault that was added. */
export type AddedFault = {
	/** How many calls met it so far. */
	readonly met: () => number
	/** Takes it away again. */
	readonly remove: () => void
}

export type AwsFaults = {
	readonly add: (fault: AwsFault) => AddedFault
	readonly clear: () => void
	/** The fault that this call meets, counted as used. */
	readonly take: (call: FaultedCall) => AwsFault | undefined
}

const CAN_CONFLICT = new Set(['TransactWriteItems', 'TransactGetItems', 'PutItem', 'UpdateItem', 'DeleteItem'])

const fits = (fault: AwsFault, call: FaultedCall): boolean =>
	(fault.service === undefined || fault.service === call.service) &&
	(fault.action === undefined || fault.action === call.action) &&
	(fault.function === undefined || call.functionNames.includes(fault.function)) &&
	(fault.kind !== 'transaction-conflict' || CAN_CONFLICT.has(call.action))

/** Faults planned for calls; `random`, from 0 to 1, decides on those with a probability. */
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

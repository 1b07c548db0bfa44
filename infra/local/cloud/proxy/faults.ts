import type { ServiceName } from './services/access.ts'

export type FaultKind = 'throttle' | '500' | 'reset' | 'lost-acknowledgement' | 'delay' | 'transaction-conflict'

/** A fault to make on demand. What is left out matches everything. */
export type Fault = {
	readonly kind: FaultKind
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
export type FaultListener = (fault: Fault, call: FaultedCall) => void

export type Faults = {
	/** Returns what takes the fault away again. */
	readonly add: (fault: Fault) => () => void
	readonly clear: () => void
	/** The fault that this call meets, counted as used. */
	readonly take: (call: FaultedCall) => Fault | undefined
}

const CAN_CONFLICT = new Set(['TransactWriteItems', 'TransactGetItems', 'PutItem', 'UpdateItem', 'DeleteItem'])

const fits = (fault: Fault, call: FaultedCall): boolean =>
	(fault.service === undefined || fault.service === call.service) &&
	(fault.action === undefined || fault.action === call.action) &&
	(fault.function === undefined || call.functionNames.includes(fault.function)) &&
	(fault.kind !== 'transaction-conflict' || CAN_CONFLICT.has(call.action))

export const createFaults = (options: {
	readonly random: () => number
	readonly onFault?: FaultListener | undefined
}): Faults => {
	const planned = new Map<Fault, number>()
	return {
		add: (fault) => {
			const own = { ...fault }
			planned.set(own, fault.times ?? Number.POSITIVE_INFINITY)
			return () => planned.delete(own)
		},
		clear: () => planned.clear(),
		take: (call) => {
			for (const [fault, left] of planned) {
				if (!fits(fault, call) || options.random() >= (fault.probability ?? 1)) continue
				if (left <= 1) planned.delete(fault)
				else planned.set(fault, left - 1)
				options.onFault?.(fault, call)
				return fault
			}
			return undefined
		},
	}
}

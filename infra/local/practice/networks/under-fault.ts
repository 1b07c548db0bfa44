import type { Fault } from './faults.ts'
import { silence } from './lost-answer.ts'
import type { Network } from './network.ts'
import type { World } from './networks-world.ts'

/** How a network refuses for each kind of fault; the two that lose the answer need no words. */
export type Refusals = Readonly<Record<Exclude<Fault['kind'], 'timeout-before' | 'timeout-after'>, () => Error>>

/** Runs a writing call of a network's API under the next fault, if one is set. */
export const createFaultGuard =
	(world: World, network: Network, refusals: Refusals) =>
	async (request: Request, isPrivate: boolean, act: () => Promise<Response>): Promise<Response> => {
		const fault = world.faults.take(network, isPrivate)
		if (fault === undefined) return act()
		if (fault !== 'timeout-before' && fault !== 'timeout-after') throw refusals[fault]()
		if (fault === 'timeout-after') await act()
		return silence(request.signal)
	}

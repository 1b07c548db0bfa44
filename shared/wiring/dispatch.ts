import type { DynamoDBStreamEvent } from 'aws-lambda'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import { type DispatchDependencies, dispatchCase, dispatchStream, hintSchema } from '#shared/sending/dispatch-case.ts'

type DispatchPorts = Omit<DispatchDependencies, 'linkSecret'> & { readonly linkSecret: () => Promise<string> }

/**
 * Creates the dispatch, which turns the facts of hinted cases into jobs of the outbound functions: `readStream` takes the
 * hints of the facts' stream, `receivers` those of the sweep.
 */
export const createDispatch = (ports: DispatchPorts) => {
	const open = async (): Promise<DispatchDependencies> => ({ ...ports, linkSecret: await ports.linkSecret() })
	const receivers: QueueReceivers<'Hints'> = {
		Hints: { hint: receive(hintSchema, async ({ caseId }) => void (await dispatchCase(await open(), caseId))) },
	}
	return { readStream: async (event: DynamoDBStreamEvent) => dispatchStream(await open(), event), receivers }
}

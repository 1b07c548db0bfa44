import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import { type DispatchDependencies, dispatchHints } from '#shared/sending/dispatch-case.ts'

type DispatchPorts = Omit<DispatchDependencies, 'linkSecret'> & { readonly linkSecret: () => Promise<string> }

/** Creates the dispatch, which turns the facts of hinted cases into jobs of the outbound functions. */
export const createDispatch = (ports: DispatchPorts) => async (event: DynamoDBStreamEvent | SQSEvent) =>
	dispatchHints({ ...ports, linkSecret: await ports.linkSecret() }, event)

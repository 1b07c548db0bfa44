import type { ShowQueueDependencies } from '#shared/desk/queue/show-queue.ts'
import type { ShowMediaDependencies } from '#shared/media/show-media.ts'
import type { SendingState } from '#shared/sending/sending-state.ts'
import { type AgentRouteDependencies, agentRoutes } from './agent-routes.ts'
import { type AsideRouteDependencies, asideRoutes } from './aside-routes.ts'
import { type CaseRouteDependencies, caseRoutes, commandRoutes } from './case-routes.ts'
import { type ClosingRouteDependencies, closingRoutes } from './closing-routes.ts'
import type { CommandRouteDependencies } from './command-route.ts'
import { eraseCustomerDataContract, readCustomerDataContract } from './customer-data-contracts.ts'
import { type DraftRouteDependencies, draftRoutes } from './draft-routes.ts'
import { type ErasureRouteDependencies, erasureRoutes } from './erasure-routes.ts'
import { type LookupRouteDependencies, lookupRoutes } from './lookup-routes.ts'
import { mediaRoutes } from './media-routes.ts'
import { type NetiquetteRouteDependencies, netiquetteRoutes } from './netiquette-routes.ts'
import { openApi } from './openapi.ts'
import { describeContract, getSendingContract, healthContract, readParkedContract } from './operations-contracts.ts'
import { type OperationsRouteDependencies, operationsRoutes } from './operations-routes.ts'
import { type PromiseRouteDependencies, promiseRoutes } from './promise-routes.ts'
import { type ProposalRouteDependencies, proposalRoutes } from './proposal-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { type ReplyRouteDependencies, replyRoutes } from './reply-routes.ts'
import { bind, bindOpen, type Contract, type Route } from './route.ts'
import { type SearchRouteDependencies, searchRoutes } from './search-routes.ts'
import { type SignalRouteDependencies, signalRoutes } from './signal-routes.ts'

export type ApiDependencies = CaseRouteDependencies &
	CommandRouteDependencies &
	ClosingRouteDependencies &
	ReplyRouteDependencies &
	ProposalRouteDependencies &
	PromiseRouteDependencies &
	AsideRouteDependencies &
	ShowQueueDependencies &
	ErasureRouteDependencies &
	SignalRouteDependencies &
	NetiquetteRouteDependencies &
	LookupRouteDependencies &
	DraftRouteDependencies &
	SearchRouteDependencies &
	ShowMediaDependencies &
	AgentRouteDependencies &
	OperationsRouteDependencies & {
		/** Returns what delays sending. */
		readonly sendingState: () => Promise<SendingState>
		/** Resolves when the API's tables answer. */
		readonly probe: () => Promise<unknown>
	}

/** Returns every route of the desk's API that this function answers. */
export const apiRoutes = (dependencies: ApiDependencies): readonly Route[] => {
	const answered = [
		...caseRoutes(dependencies),
		...queueRoutes(dependencies),
		...commandRoutes(dependencies),
		...closingRoutes(dependencies),
		...replyRoutes(dependencies),
		...proposalRoutes(dependencies),
		...promiseRoutes(dependencies),
		...agentRoutes(dependencies),
		...asideRoutes(dependencies),
		...mediaRoutes(dependencies),
		...operationsRoutes(dependencies),
		...erasureRoutes(dependencies),
		...signalRoutes(dependencies),
		...netiquetteRoutes(dependencies),
		...lookupRoutes(dependencies),
		...draftRoutes(dependencies),
		...searchRoutes(dependencies),
		bind(getSendingContract, async () => ({ status: 200, body: { ...(await dependencies.sendingState()) } })),
		bindOpen(healthContract, async () => {
			await dependencies.probe()
			return { status: 200, body: { status: 'ok' } }
		}),
	]
	let description: Readonly<Record<string, unknown>> | undefined
	const described = bindOpen(describeContract, async () => {
		const elsewhere: readonly Contract[] = [readCustomerDataContract, eraseCustomerDataContract, readParkedContract]
		description ??= openApi([...answered.map(({ contract }) => contract), describeContract, ...elsewhere])
		return { status: 200, body: description }
	})
	return [...answered, described]
}

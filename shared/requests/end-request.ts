import type { Instant } from '#shared/kernel/clock.ts'
import { changeRequest } from './change-request.ts'
import { eraseIssues, revoke } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

type Deps = { readonly requests: RequestStore }

/** Taken back by an agent, or by the close of its case: nothing of it opens any more. Submitted ones stay as they are. */
export const revokeOpenRequest = async ({ requests }: Deps, requestId: string, now: Instant): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request === undefined || request.end !== undefined
			? { outcome: undefined }
			: { outcome: undefined, write: { request: revoke(request, now) } },
	)

/** Removes the typed addresses and shuts every link. To be done before the vault's `eraseCase`, so that nothing new comes. */
export const eraseRequest = async ({ requests }: Deps, requestId: string, now: Instant): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request === undefined
			? { outcome: undefined }
			: { outcome: undefined, write: { request: eraseIssues(request, now) } },
	)

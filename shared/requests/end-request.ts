import type { Instant } from '#shared/kernel/clock.ts'
import { changeRequest } from './change-request.ts'
import { eraseIssues, revoke } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

type Deps = { readonly requests: RequestStore }

/** Revokes an open request, so that no link of it opens. Submitted and ended requests stay as they are. */
export const revokeOpenRequest = async ({ requests }: Deps, requestId: string, now: Instant): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request === undefined || request.end !== undefined
			? { outcome: undefined }
			: { outcome: undefined, write: { request: revoke(request, now) } },
	)

/**
 * Erases the typed addresses and closes every link. Runs before the vault's `eraseCase`, so that no new data arrive.
 */
export const eraseRequest = async ({ requests }: Deps, requestId: string, now: Instant): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request === undefined
			? { outcome: undefined }
			: { outcome: undefined, write: { request: eraseIssues(request, now) } },
	)

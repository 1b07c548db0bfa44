import { randomBytes } from 'node:crypto'
import { type Id, newId, type Prefix, systemRandom } from '#shared/kernel/id.ts'
import { unknownAddress } from '#shared/requests/address-record.ts'
import type { RequestLink } from '#shared/requests/link.ts'
import type { Request } from '#shared/requests/request.ts'
import type { SealedSubmission } from '#shared/vault/vault-store.ts'

export const NOON = '2026-11-22T12:00:00.000Z'
export const anId = <P extends Prefix>(prefix: P): Id<P> => newId(prefix, systemRandom)
export const aHash = (): string => randomBytes(32).toString('hex')

export const aRequest = (change: Partial<Request> = {}): Request => ({
	id: anId('req'),
	caseId: anId('case'),
	version: 1,
	fields: ['customerNumber', 'phone'],
	form: 'sie',
	language: 'de',
	requestedAt: NOON,
	issues: [],
	wrongCodes: 0,
	pending: [],
	keepUntil: '2026-12-29T12:00:00.000Z',
	...change,
})

export const aLink = (change: Partial<RequestLink> = {}): RequestLink => ({
	hash: aHash(),
	requestId: anId('req'),
	opens: 'start',
	issue: 0,
	codeHash: aHash(),
	keepUntil: '2026-12-29T12:00:00.000Z',
	...change,
})

export const anAddress = (change: Partial<ReturnType<typeof unknownAddress>> = {}) => ({
	...unknownAddress(aHash()),
	mailedAt: [NOON],
	...change,
})

export const aSubmission = (caseId = anId('case')): SealedSubmission => {
	const submissionId = anId('sub')
	const item = { caseId, submissionId, assurance: 'controlsMailbox', givenAt: NOON } as const
	const sealed = () => ({ iv: randomBytes(12), tag: randomBytes(16), ciphertext: randomBytes(9) })
	return {
		submissionId,
		wrappedKey: randomBytes(60),
		items: [
			{ ...item, ...sealed(), field: 'phone' },
			{ ...item, ...sealed(), field: 'name' },
		],
	}
}

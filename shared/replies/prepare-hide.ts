import type { Proposed } from '#shared/cases/apply.ts'
import { type AgentKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import type { NewKey } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { object, type ReplyObjection } from './objection.ts'

export type AskedHide = {
	readonly by: AgentKey
	/** As the caller names it: what is no key names no message. */
	readonly message: string | undefined
	readonly isHidden: boolean
	readonly newKey: NewKey
}

/** Only what a customer of this case wrote in public can be hidden, or shown again. */
export const prepareHide = async (
	{ content }: { readonly content: Pick<ContentStore, 'get'> },
	{ id: caseId }: CaseState,
	{ by, message: name, isHidden, newKey }: AskedHide,
): Promise<Proposed<ReplyObjection>> => {
	const key = messageKeySchema.safeParse(name)
	const [known] = key.success ? await content.get([key.data]) : []
	if (!key.success || known?.kind !== 'message' || known.caseId !== caseId) return object({ code: 'messageUnknown' })
	if (known.form === 'dm' || known.form === 'mail') return object({ code: 'messagePrivate' })
	const { network } = known
	return { command: { kind: 'hideMessage', by, send: newKey('send'), message: key.data, network, isHidden } }
}

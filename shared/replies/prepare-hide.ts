import type { Proposed } from '#shared/cases/apply.ts'
import { type AgentKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { WordsStore } from '#shared/cases/ports.ts'
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
	{ words }: { readonly words: Pick<WordsStore, 'get'> },
	{ id: caseId }: CaseState,
	{ by, message: name, isHidden, newKey }: AskedHide,
): Promise<Proposed<ReplyObjection>> => {
	const key = messageKeySchema.safeParse(name)
	const [known] = key.success ? await words.get([key.data]) : []
	if (!key.success || known?.caseId !== caseId || known.by !== undefined || known.erasedAt !== undefined)
		return object({ code: 'messageUnknown' })
	const { form, network } = known
	if (form === 'dm' || network === undefined) return object({ code: 'messagePrivate' })
	return { command: { kind: 'hideMessage', by, send: newKey('send'), message: key.data, network, isHidden } }
}

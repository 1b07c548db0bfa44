import { applyCommand } from '#shared/cases/apply.ts'
import { type CaseId, envelopeIdSchema } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { MailParkedReason, ParkedMailEnd } from '#shared/cases/requests/facts.ts'
import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { ParkedEvent } from './ports.ts'

type Dependencies = { readonly store: CaseStore; readonly clock: Clock }

/** Has a case tell that a mail to it waits, parked. Safe to repeat while the mail waits. A case that cannot be read tells nothing: parked it is all the same. */
export const nameParkedMail = async (
	dependencies: Dependencies,
	caseId: CaseId,
	envelope: string,
	reason: MailParkedReason,
): Promise<void> => {
	const command = { kind: 'recordParkedMail', envelope: envelopeIdSchema.parse(envelope), reason } as const
	try {
		await applyCommand(dependencies, caseId, command)
	} catch (error) {
		if (!(error instanceof UnreadableCaseError)) throw error
	}
}

/**
 * Has the case that names a parked mail tell what became of it; nothing for what names none. To be done before the mail is taken off the
 * list, so that a repetition finds it.
 */
export const settleParkedMail = async (
	dependencies: Dependencies,
	entry: ParkedEvent | undefined,
	how: ParkedMailEnd,
): Promise<void> => {
	if (entry?.caseId === undefined) return
	const command = { kind: 'settleParkedMail', envelope: envelopeIdSchema.parse(entry.envelope), how } as const
	await applyCommand(dependencies, entry.caseId, command)
}

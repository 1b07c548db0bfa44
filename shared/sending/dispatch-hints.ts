import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import type { CaseId } from '#shared/cases/keys.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { type DispatchDependencies, dispatchCase } from './dispatch-case.ts'
import { readHints } from './read-hints.ts'

type PartialFailures = { readonly batchItemFailures: { itemIdentifier: string }[] }

/**
 * Dispatches each hinted case once, and reports the hints of those that failed and those it cannot read. A stream is retried from the first failed
 * record on, so cases after it may come again: their cursor makes that harmless.
 */
export const dispatchHints = async (
	dependencies: DispatchDependencies,
	event: DynamoDBStreamEvent | SQSEvent,
): Promise<PartialFailures> => {
	const { log } = dependencies
	const hints = readHints(event)
	const failed = new Set<CaseId | undefined>()
	for (const { caseId, isTampering } of hints) {
		if (!isTampering) continue
		log.warn('FACTS_TAMPERED', { caseId })
		log.count('FactsTampered')
	}
	for (const caseId of new Set(hints.map((hint) => hint.caseId))) {
		try {
			if (caseId === undefined) throw new ParkedError('hintNotUnderstood')
			await dispatchCase(dependencies, caseId)
		} catch (error) {
			log.error('MESSAGE_FAILED', error, { caseId })
			failed.add(caseId)
		}
	}
	const batchItemFailures = hints
		.filter(({ caseId }) => failed.has(caseId))
		.map(({ identifier }) => ({ itemIdentifier: identifier }))
	return { batchItemFailures }
}

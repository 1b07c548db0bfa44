import { POSSIBLE_ENDINGS } from '#shared/cases/closing/matrix.ts'
import type { ReplyObjection } from '#shared/replies/objection.ts'
import { type ApiResponse, problem } from './problem.ts'

const inText = (code: string) => ({ errors: [{ field: 'text', code }] })

/** Renders an objection as a problem. Names places in the text, never the text. */
export const objectionAnswer = (objection: ReplyObjection): ApiResponse => {
	switch (objection.code) {
		case 'messageUnknown':
			return problem('message-unknown')
		case 'messagePrivate':
			return problem('message-private')
		case 'hideImpossible':
			return problem('hide-impossible')
		case 'dangerNotOpen':
			return problem('danger-not-open')
		case 'agentRetired':
			return problem('agent-retired')
		case 'noteUnknown':
			return problem('note-unknown')
		case 'noteHoldsData': {
			const { field, findings } = objection
			return problem('note-holds-data', {
				findings,
				possible: [{ way: 'notes', into: 'vault' }],
				errors: [{ field, code: 'personalData' }],
			})
		}
		case 'proposalUnknown':
			return problem('proposal-unknown')
		case 'textEmpty':
			return problem('text-empty', inText('empty'))
		case 'textInvalid':
			return problem('text-invalid', inText('invalid'))
		case 'remarkInvalid':
			return problem('text-invalid', { errors: [{ field: objection.field, code: 'invalid' }] })
		case 'textTooLong': {
			const { length, limit } = objection
			return problem('text-too-long', { length, limit, ...inText('tooLong') })
		}
		case 'personalData':
			return problem('personal-data', { findings: objection.findings, ...inText('personalData') })
		case 'endingMismatch':
			return problem('outcome-mismatch', {
				errors: [{ field: 'reason', code: 'mismatch' }],
				possible: POSSIBLE_ENDINGS,
			})
		case 'warningsOpen':
			return problem('warnings-open', { warnings: objection.warnings })
	}
}

import type { OnCall } from '#shared/upkeep/tell-dangers.ts'
import { createSignedCall } from './signed-call.ts'

/** Creates the way to who is on call: a topic of SNS, to which they subscribe by hand. */
export const createSnsOnCall = (topicArn: string, call = createSignedCall()): OnCall => ({
	tell: async ({ number, dangers }) => {
		const form = new URLSearchParams({
			Action: 'Publish',
			Version: '2010-03-31',
			TopicArn: topicArn,
			Subject: `hilft: ${dangers.join(', ')} in ${number}`,
			Message: `Danger (${dangers.join(', ')}) in case ${number}, and nobody has taken it. Open the case and take it.`,
		})
		await call({
			service: 'sns',
			method: 'POST',
			path: '/',
			headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
			body: form.toString(),
		})
	},
})

/**
 * Four ways through the house, as a reader goes them. A line is a file, indented below the one that imports it; the kernel
 * and files of types alone are left out. `→ Queue` stands where the way leaves one function and enters the next.
 */
export type Walk = {
	/** Files at the most, and how often the next file may lie in another room than the one before. */
	readonly bounds: { readonly files: number; readonly changes: number }
	readonly way: string
}

export const WALKS: Readonly<Record<string, Walk>> = {
	'from a webhook to the fact': {
		bounds: { files: 30, changes: 14 },
		way: `
functions/intake-x/handler.ts
	shared/wiring/intake.ts
		shared/channels/intake/webhook-handler.ts
			shared/channels/intake/secret.ts
			shared/channels/intake/delivery.ts
	shared/channels/x/webhook.ts
	shared/aws/webhook-call.ts
		shared/aws/signed-attempt.ts
→ Deliveries
functions/worker/handler.ts
	shared/wiring/worker.ts
		shared/messages/queued-delivery.ts
		shared/messages/handle-delivery.ts
			shared/messages/group-of.ts
			shared/channels/registry.ts
				shared/channels/x/channel.ts
					shared/channels/x/read-post.ts
						shared/channels/x/classic-post.ts
			shared/messages/handle-event.ts
				shared/messages/event-position.ts
				shared/messages/file-written.ts
					shared/messages/receive-message.ts
						shared/messages/message-content.ts
						shared/cases/evolve.ts
							shared/cases/messages/evolve.ts
	shared/aws/contact-store.ts
	shared/aws/case-store.ts
		shared/aws/transaction.ts
`,
	},
	'from an answer to X': {
		bounds: { files: 30, changes: 11 },
		way: `
functions/api/handler.ts
	shared/wiring/api.ts
		shared/http/lambda.ts
		shared/http/desk-app.ts
			shared/http/app.ts
			shared/http/authenticate.ts
		shared/http/routes.ts
			shared/http/reply-routes.ts
				shared/http/reply-contracts.ts
				shared/replies/answer-case.ts
					shared/replies/prepare-reply.ts
						shared/replies/find-target.ts
						shared/replies/check-reply.ts
					shared/cases/run-once.ts
						shared/cases/apply.ts
							shared/cases/decide.ts
								shared/cases/replies/decide.ts
									shared/cases/replies/reply-target.ts
							shared/cases/evolve.ts
								shared/cases/replies/evolve.ts
→ stream of Facts
functions/dispatch/handler.ts
	shared/wiring/dispatch.ts
		shared/sending/dispatch-case.ts
→ OutboundX
functions/outbound-x/handler.ts
	shared/wiring/outbound.ts
		shared/sending/deliver-send.ts
			shared/sending/record-outcome.ts
		shared/sending/network-transport.ts
			shared/sending/compose-send.ts
	shared/channels/x/sender.ts
`,
	},
	'from an address to the mail': {
		bounds: { files: 31, changes: 14 },
		way: `
functions/web-customer/handler.ts
	shared/wiring/web-customer.ts
		shared/requests/pages-app.ts
			shared/requests/visitor.ts
				shared/requests/visit.ts
			shared/requests/start-routes.ts
				shared/requests/inputs.ts
				shared/requests/request-changes.ts
				shared/requests/change-request.ts
				shared/requests/pending-commands.ts
→ PageCommands
functions/worker/handler.ts
	shared/wiring/worker.ts
		shared/cases/requests/request-command.ts
		shared/cases/apply.ts
			shared/cases/decide.ts
				shared/cases/requests/decide.ts
			shared/cases/evolve.ts
				shared/cases/requests/evolve.ts
→ stream of Facts
functions/dispatch/handler.ts
	shared/wiring/dispatch.ts
		shared/sending/dispatch-case.ts
			shared/requests/open-request.ts
→ OutboundMail
functions/outbound-mail/handler.ts
	shared/wiring/outbound.ts
		shared/sending/deliver-send.ts
		shared/sending/mail-transport.ts
			shared/requests/mail-marks.ts
		shared/requests/compose-request-mail.ts
			shared/requests/request-mail-text.ts
			shared/requests/compose-mail.ts
	shared/aws/ses-mailer.ts
`,
	},
	'from a field to its reading': {
		bounds: { files: 22, changes: 12 },
		way: `
functions/web-customer/handler.ts
	shared/wiring/web-customer.ts
		shared/requests/pages-app.ts
			shared/requests/data-routes.ts
				shared/requests/enter-code.ts
				shared/requests/submit-data.ts
					shared/requests/request-changes.ts
					shared/requests/change-request.ts
					shared/vault/seal-submission.ts
						shared/vault/cipher.ts
	shared/aws/requests-store.ts
→ PageCommands
functions/worker/handler.ts
	shared/wiring/worker.ts
		shared/cases/requests/request-command.ts
		shared/cases/apply.ts
			shared/cases/decide.ts
				shared/cases/data/decide.ts
functions/customer-data/handler.ts
	shared/wiring/customer-data.ts
		shared/http/customer-data-routes.ts
			shared/requests/read-data.ts
				shared/vault/read-submissions.ts
`,
	},
}

import { CfnOutput, Stack } from 'aws-cdk-lib'
import {
	ConfigurationSet,
	ConfigurationSetTlsPolicy,
	EmailIdentity,
	EmailSendingEvent,
	EventDestination,
	Identity,
} from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import type { DurableQueue } from './durable-queue.ts'
import type { Grant } from './grant.ts'

export type MailSenderProps = {
	/** The domain we send from, usually a CloudFormation parameter. */
	readonly domain: string
	/** The queue that gets bounces, complaints, refusals and delays, as raw SES events. */
	readonly eventQueue: DurableQueue
}

/** Sends by SES under one domain: TLS or not at all, no open or click tracking, and every failure comes back as an event. */
export class MailSender extends Construct {
	readonly #identity: EmailIdentity
	readonly #configurationSet: ConfigurationSet

	constructor(scope: Construct, id: string, props: MailSenderProps) {
		super(scope, id)
		const { queue, deadLetters } = props.eventQueue
		const events = new Topic(this, 'Events', { enforceSSL: true })
		events.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }))
		this.#configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
			tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
			reputationMetrics: true,
		})
		this.#configurationSet.addEventDestination('Failures', {
			destination: EventDestination.snsTopic(events),
			events: [
				EmailSendingEvent.BOUNCE,
				EmailSendingEvent.COMPLAINT,
				EmailSendingEvent.REJECT,
				EmailSendingEvent.DELIVERY_DELAY,
			],
		})
		this.#identity = new EmailIdentity(this, 'Identity', {
			identity: Identity.domain(props.domain),
			configurationSet: this.#configurationSet,
		})
		for (const [index, { name, value }] of this.#identity.dkimRecords.entries()) {
			new CfnOutput(this, `Dkim${index + 1}`, {
				value: `${name} CNAME ${value}`,
				description: 'To be set in the DNS of the mail domain; SES sends nothing before that',
			})
		}
	}

	/** The right to send ready-made mails, and the configuration set's name. SES checks both ARNs; CDK's own grant leaves the set out. */
	allowSend(): Grant {
		return {
			environment: { [ENV.configurationSet]: this.#configurationSet.configurationSetName },
			statements: [
				{ actions: ['ses:SendRawEmail'], resources: [this.#identity.emailIdentityArn, this.#configurationSetArn()] },
			],
		}
	}

	#configurationSetArn(): string {
		const resourceName = this.#configurationSet.configurationSetName
		return Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName })
	}
}

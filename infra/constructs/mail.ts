import { CfnOutput, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
	CfnReceiptRule,
	CfnReceiptRuleSet,
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
import type { RawStore } from './buckets.ts'
import type { DurableQueue } from './durable-queue.ts'
import type { Grant } from './grant.ts'

type MailSenderProps = {
	/** The domain we send from, usually a CloudFormation parameter. */
	readonly domain: string
	/** The queue that gets bounces, complaints, refusals and delays, as raw SES events. */
	readonly eventQueue: DurableQueue
}

/** Sends by SES under one domain: TLS only, no open or click tracking, and every failure is published as an event. */
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

	/**
	 * Grants sending ready-made mails, with the configuration set's name. SES checks both ARNs; CDK's own grant leaves the
	 * set out.
	 */
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

type MailReceiverProps = {
	/** The domain whose mails are ours, usually a CloudFormation parameter. Its MX record leads to SES. */
	readonly domain: string
	/** The bucket of the mails. */
	readonly store: RawStore
	/** The queue that gets SES's notification of each. */
	readonly queue: DurableQueue
}

/**
 * Receives all mails of one domain by SES: over TLS only, scanned for spam and viruses, stored in the bucket, then notified
 * to the queue. People make the rule set the active one, because an account has only one (runbook).
 */
export class MailReceiver extends Construct {
	constructor(scope: Construct, id: string, props: MailReceiverProps) {
		super(scope, id)
		const { queue, deadLetters } = props.queue
		const ruleSetName = `${Stack.of(this).stackName}-mails`
		const ruleName = 'mails'
		const ruleArn = Stack.of(this).formatArn({
			service: 'ses',
			resource: 'receipt-rule-set',
			resourceName: `${ruleSetName}:receipt-rule/${ruleName}`,
		})
		const topic = this.#createTopic(ruleArn)
		topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }))
		const { policy, ...place } = props.store.takeMails(ruleArn)
		const ruleSet = new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName })
		const rule = new CfnReceiptRule(this, 'Rule', {
			ruleSetName: ruleSet.ref,
			rule: {
				name: ruleName,
				enabled: true,
				recipients: [props.domain],
				scanEnabled: true,
				tlsPolicy: 'Require',
				actions: [{ s3Action: { ...place, topicArn: topic.topicArn } }],
			},
		})
		// SES tries both when the rule is made.
		rule.node.addDependency(policy, topic)
		new CfnOutput(this, 'RuleSetName', {
			value: ruleSet.ref,
			description: 'To be made the active receipt rule set; no mail comes in before that',
		})
		new CfnOutput(this, 'Mx', {
			value: `${props.domain} MX 10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
			description: 'To be set in the DNS of the domain that customers answer to',
		})
	}

	#createTopic(ruleArn: string): Topic {
		const topic = new Topic(this, 'Received', { enforceSSL: true })
		topic.addToResourcePolicy(
			new PolicyStatement({
				principals: [new ServicePrincipal('ses.amazonaws.com')],
				actions: ['sns:Publish'],
				resources: [topic.topicArn],
				conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': ruleArn } },
			}),
		)
		return topic
	}
}

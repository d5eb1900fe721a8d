package dev.basin.objective;

/**
 * Mean cross entropy and accuracy of a network over a data set.
 *
 * @param loss mean cross entropy f(x), in nats
 * @param accuracy share of points whose largest logit is the label's, in percent
 * @param points how many points were averaged over
 */
public record Evaluation(double loss, double accuracy, long points) {}

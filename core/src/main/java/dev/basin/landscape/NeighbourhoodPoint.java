package dev.basin.landscape;

/**
 * The function at one step from the centre.
 *
 * @param direction which direction, the first being 0; −1 for the centre itself
 * @param radius r, the size of the step; 0 for the centre
 * @param loss f(x + r d), mean cross entropy in nats
 * @param accuracy in percent
 */
public record NeighbourhoodPoint(int direction, double radius, double loss, double accuracy) {}

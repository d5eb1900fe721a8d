package dev.basin.lab.instrument;

/**
 * The largest eigenvalue of the Hessian.
 *
 * @param eigenvalue λ
 * @param residual ‖H u − λ u‖₂: some eigenvalue lies within that of λ
 * @param products Hessian-vector products made
 */
public record EigenvalueResult(double eigenvalue, double residual, int products) {}

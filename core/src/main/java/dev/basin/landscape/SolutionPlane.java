package dev.basin.landscape;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The plane through three solutions w₁, w₂, w₃ with an orthonormal basis (Garipov, Izmailov,
 * Podoprikhin, Vetrov and Wilson 2018, Figure 1): {@code u = w₂ − w₁}, {@code v = (w₃ − w₁) − ⟨w₃ −
 * w₁, u⟩ u / ‖u‖²}, the directions u/‖u‖ and v/‖v‖, the origin w₁. Distances in the plane are
 * distances between weights.
 *
 * @param plane the plane; the caller closes it
 * @param solutions where w₁, w₂ and w₃ lie: (0, 0), (‖u‖, 0) and (⟨w₃ − w₁, u⟩/‖u‖, ‖v‖)
 */
public record SolutionPlane(Plane plane, List<PlanePosition> solutions) {

  /** Below this share of ‖w₃ − w₁‖, rounding of the weights decides which way v points. */
  private static final double COLLINEAR = 1e-5;

  /**
   * Spans the plane.
   *
   * @param first w₁, shape (n)
   * @param second w₂, shape (n)
   * @param third w₃, shape (n)
   * @throws IllegalArgumentException if two of them are equal, or all lie on one line
   */
  public static SolutionPlane through(Tensor first, Tensor second, Tensor third) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor origin = first.to(torch.ScalarType.Double);
      Tensor u = second.to(torch.ScalarType.Double).sub(origin);
      Tensor v = third.to(torch.ScalarType.Double).sub(origin);
      double uNorm = u.norm().item_double();
      double distance = v.norm().item_double();
      requireApart(uNorm, "first and second");
      requireApart(distance, "first and third");
      u.div_(new Scalar(uNorm));
      double along = v.dot(u).item_double();
      v.sub_(u, new Scalar(along));
      double vNorm = v.norm().item_double();
      if (!(vNorm > COLLINEAR * distance)) {
        throw new IllegalArgumentException(
            String.format(
                "the three solutions lie on one line: the third is %.3g from the line through the"
                    + " others, %.3g from the first; choose another, or measure the line",
                vNorm, distance));
      }
      v.div_(new Scalar(vNorm));
      return new SolutionPlane(
          new Plane(origin, u, v),
          List.of(
              PlanePosition.ORIGIN, new PlanePosition(uNorm, 0), new PlanePosition(along, vNorm)));
    }
  }

  private static void requireApart(double distance, String which) {
    if (!(distance > 0)) {
      throw new IllegalArgumentException(
          "the " + which + " solution are the same; a plane needs three different ones");
    }
  }
}
